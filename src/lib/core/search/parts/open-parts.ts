import { IndexError } from '../index/index-error.ts';
import type { Postings } from '../index/postings.ts';
import { openPartedPostings } from './parted-postings.ts';
import type { PartedHeader, PartSource } from './parted-index.ts';

/** Whether a header is that of an index in parts. */
export const isParted = (header: object): header is PartedHeader => 'parts' in header;

/** Opens an index in parts. @throws {IndexError} without a source */
export async function openParts(header: PartedHeader, source?: PartSource): Promise<Postings> {
	if (!source) throw new IndexError('The index is in parts');
	return openPartedPostings(header, source);
}
