import { fnv1a } from '../../../../../src/lib/core/search/index/checksum.ts';

/** Changes an index's header and updates the checksum to match. */
export function withHeader(index: string, changes: object): string {
	const end = index.indexOf('\n');
	const { checksum: _, ...header } = JSON.parse(index.slice(0, end)) as { checksum: string };
	const text = JSON.stringify({ ...header, ...changes }) + index.slice(end);
	return `{"checksum":"${fnv1a(text, 1)}",${text.slice(1)}`;
}
