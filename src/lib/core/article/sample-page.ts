/** What a page of a sample shows besides the body; embedded in the page as JSON. */
export interface SamplePage {
	category: string;
	slug: string;
	articleTitle: string;
	/** The page's heading: the name of the sample, or the path of a file. */
	title: string;
	/** Path of the file; absent on the overview page of the sample. */
	file?: string;
}
