import type { Library } from '../../lib/content/library/library.ts';
import type { WrittenFile } from './written-file.ts';

/** A site whose pages are written. */
export interface BuiltSite {
	folder: string;
	library: Library;
	/** What the server has made, by path. */
	written: ReadonlyMap<string, WrittenFile>;
	/** See `isCareful`. */
	careful: boolean;
}
