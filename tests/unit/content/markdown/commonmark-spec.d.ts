declare module 'commonmark-spec' {
	/** The examples of the specification; `→` in `markdown` and `html` stands for a tab. */
	export const tests: readonly {
		markdown: string;
		html: string;
		section: string;
		number: number;
	}[];
}
