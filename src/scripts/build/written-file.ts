import { createHash } from 'node:crypto';

/** What later steps of a build know of a file, which they need not read again. */
export interface WrittenFile {
	/** As the server was asked for it, without the slash at the start: `backend/some-article/`, `feed.xml`. */
	path: string;
	bytes: number;
	/** SHA-256 in base64. */
	hash: string;
	/** The content security policy of a page. */
	policy?: string;
	/** A hash of what a page was made from, if that is known without making it. */
	source?: string;
	/** See `stampOf`. */
	stamp: string;
}

export const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('base64');

export const factsOf = (data: Buffer): Pick<WrittenFile, 'bytes' | 'hash'> => ({
	bytes: data.length,
	hash: sha256(data)
});

/** The file at a path that may end with a slash. */
export const fileAt = (path: string) =>
	path === '' || path.endsWith('/') ? `${path}index.html` : path;
