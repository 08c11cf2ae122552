/** A sentence of an article, and the test that proves it. */
export interface Proof {
	/** As `verified.json` names it: `QueueTests.A_locked_job_waits`. */
	test: string;
	/** The sentence in front of the mark. */
	claim: string;
	/** The mark's id in the article. */
	anchor: string;
}
