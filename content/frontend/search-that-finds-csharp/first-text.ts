/** What is in the figure until a reader types. */
export const firstQuery = 'C# retrying DbUpdateConcurencyException';

export const firstText =
	'The C# client targets net10.0. It retries the update when EF Core throws a ' +
	'DbUpdateConcurrencyException, and keeps each failure in a List<T>. Its configuration is read ' +
	'once. The résumé of a run goes to the log.';

/** Queries to try on the first text, most of which MiniSearch's default words do not find there. */
export const examples = ['C', 'List', 'net10', '10.0', 'update exception', 'configure', 'resume'];
