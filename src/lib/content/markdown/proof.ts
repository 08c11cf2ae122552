/** A sentence of an article, and the test that proves it. */
export interface Proof {
	/** The name in `verified.json`: `QueueTests.A_locked_job_waits`. */
	test: string;
	/** The sentence before the mark. */
	claim: string;
	/** The mark's id in the article. */
	anchor: string;
}
