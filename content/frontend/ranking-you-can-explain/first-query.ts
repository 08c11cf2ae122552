/** What is in the figure until a reader types. */
export const firstQuery = 'change the primary key without downtime';

/** The first three lose their article by a title weight of 4, the fourth by the multiplier. */
export const examples = [
	firstQuery,
	'retry after a concurrency conflict',
	'qdrant client c#',
	'synchronized retries',
	'single flght'
];
