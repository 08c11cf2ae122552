/** What is in the figure until a reader types. */
export const firstQuery = 'change the primary key without downtime';

/** With a title weight of 4, the first three lose their article; with the multiplier, the fourth does. */
export const examples = [
	firstQuery,
	'retry after a concurrency conflict',
	'qdrant client c#',
	'synchronized retries',
	'single flght'
];
