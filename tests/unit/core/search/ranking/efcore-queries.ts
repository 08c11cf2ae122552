/** How the query relates to the document that answers it. */
export type QueryKind =
	'title' | 'paraphrase' | 'identifier' | 'prefix' | 'typo' | 'task' | 'half-remembered';

export interface EfcoreQuery {
	kind: QueryKind;
	query: string;
	/** Slugs of the documents that answer it, without their folder, which the slug begins with. */
	answers: readonly string[];
}

/** Creates questions of one kind. */
export const queriesOfKind = (
	kind: QueryKind,
	queries: [query: string, ...answers: string[]][]
): EfcoreQuery[] => queries.map(([query, ...answers]) => ({ kind, query, answers }));

/**
 * Questions about the 281 Entity Framework documents, answered by reading them and written before any
 * tuning.
 */
export const efcoreQueries: readonly EfcoreQuery[] = [
	...queriesOfKind('title', [
		['Value Comparers', 'core-modeling-value-comparers'],
		['Keyless Entity Types', 'core-modeling-keyless-entity-types'],
		['Global Query Filters', 'core-querying-filters'],
		['table-valued functions', 'ef6-modeling-designer-advanced-tvfs'],
		['Transactions - EF Core', 'core-saving-transactions'],
		['what is new in ef core 2.1', 'core-what-is-new-ef-core-2-1'],
		['Using migrate.exe', 'ef6-modeling-code-first-migrations-migrate-exe'],
		['Related Data and Serialization', 'core-querying-related-data-serialization']
	]),
	...queriesOfKind('paraphrase', [
		[
			'how do I retry when the database connection fails',
			'core-miscellaneous-connection-resiliency',
			'ef6-fundamentals-connection-resiliency-retry-logic'
		],
		['keep each customer’s data apart, one database per tenant', 'core-miscellaneous-multitenancy'],
		['json exception possible object cycle', 'core-querying-related-data-serialization'],
		['store an enum as a string in the database', 'core-modeling-value-conversions'],
		['show the results page by page', 'core-querying-pagination'],
		['put the migrations in another project', 'core-managing-schemas-migrations-projects'],
		['two people edit the same row at the same time', 'core-saving-concurrency'],
		['fill the database with initial data', 'core-modeling-data-seeding'],
		['see what a table looked like last week', 'core-providers-sql-server-temporal-tables'],
		['delete many rows without loading them', 'core-saving-execute-insert-update-delete'],
		['private field instead of a property setter', 'core-modeling-backing-field'],
		['too many joins duplicate rows cartesian explosion', 'core-querying-single-split-queries'],
		['make EF6 start faster with native images', 'ef6-fundamentals-performance-ngen']
	]),
	...queriesOfKind('identifier', [
		['IModelCacheKeyFactory', 'core-modeling-dynamic-model'],
		['UseLazyLoadingProxies', 'core-querying-related-data-lazy'],
		['SqlAzureExecutionStrategy', 'ef6-fundamentals-connection-resiliency-retry-logic'],
		['TagWith', 'core-querying-tags'],
		['IMaterializationInterceptor', 'core-logging-events-diagnostics-interceptors'],
		['EnsureCreatedAsync', 'core-managing-schemas-ensure-created'],
		['FromSql', 'core-querying-sql-queries'],
		['ReferenceHandler.Preserve', 'core-querying-related-data-serialization']
	]),
	...queriesOfKind('prefix', [
		['hierarchyi', 'core-providers-sql-server-hierarchyid'],
		['cascade del', 'core-saving-cascade-delete'],
		['owned ent', 'core-modeling-owned-entities'],
		['query ta', 'core-querying-tags'],
		['collations case sensi', 'core-miscellaneous-collations-and-case-sensitivity'],
		['winfo', 'core-get-started-winforms', 'ef6-fundamentals-databinding-winforms']
	]),
	...queriesOfKind('typo', [
		['shaddow properties', 'core-modeling-shadow-properties'],
		['conection strings', 'core-miscellaneous-connection-strings'],
		['reverse enginering', 'core-managing-schemas-scaffolding-index'],
		['interseptors', 'core-logging-events-diagnostics-interceptors'],
		['hierachical data sql server', 'core-providers-sql-server-hierarchyid']
	])
];
