/** What a page of a sample shows beside its body; it stands in the page as JSON. */
export interface SamplePage {
	category: string;
	slug: string;
	/** Of the article. */
	articleTitle: string;
	/** The heading: of the sample, or a file's path. */
	title: string;
	/** Path of the file, or nothing on the sample's own page. */
	file?: string;
}
