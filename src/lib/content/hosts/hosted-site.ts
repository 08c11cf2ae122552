/** What the files for hosts are written from. */
export interface HostedSite {
	/** `''` or `/any/prefix` */
	base: string;
	/** The content security policy of the pages, as a header. */
	policy: string;
	/** Old path of a page → its path, both with the base path. */
	redirects: ReadonlyMap<string, string>;
	/** Names at the top of the site's folder; those of folders end with a slash. */
	entries: readonly string[];
}
