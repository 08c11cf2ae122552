/** One table: eighty questions with their answers, which are only read together. */
import { queriesOfKind, type EfcoreQuery } from './efcore-queries.ts';

/**
 * Eighty more questions about the same documents, written and answered by reading them, by somebody
 * who had seen neither the search nor the other questions. Do not tune the search for them.
 */
export const secondEfcoreQueries: readonly EfcoreQuery[] = [
	...queriesOfKind('task', [
		['hide deleted rows everywhere without repeating the condition', 'core-querying-filters'],
		['see what a record looked like last month', 'core-providers-sql-server-temporal-tables'],
		[
			'two people edit same record, last one wins',
			'core-saving-concurrency',
			'ef6-saving-concurrency'
		],
		[
			'change thousands of rows at once without loading them',
			'core-saving-execute-insert-update-delete',
			'core-performance-efficient-updating',
			'core-saving-index'
		],
		[
			'write all sql to a file without recompiling',
			'ef6-fundamentals-configuring-config-file',
			'ef6-fundamentals-performance-perf-whitepaper'
		],
		['every customer should get a separate database', 'core-miscellaneous-multitenancy'],
		[
			'list of strings in one column',
			'core-modeling-value-conversions',
			'core-what-is-new-ef-core-8-0-whatsnew'
		],
		['api returns endless nested parent child json', 'core-querying-related-data-serialization'],
		[
			'cloud database drops connection sometimes, try again automatically',
			'core-miscellaneous-connection-resiliency',
			'ef6-fundamentals-connection-resiliency-retry-logic'
		],
		[
			'ship schema changes from pipeline, no sdk on server',
			'core-managing-schemas-migrations-applying'
		],
		[
			'two developers changed the model, snapshot conflicts',
			'core-managing-schemas-migrations-teams',
			'ef6-modeling-code-first-migrations-teams'
		],
		[
			'old entity framework app very slow on first query',
			'ef6-fundamentals-performance-pre-generated-views',
			'ef6-fundamentals-performance-ngen',
			'ef6-fundamentals-performance-perf-whitepaper'
		],
		[
			'find cinemas close to my position',
			'core-modeling-spatial',
			'ef6-modeling-code-first-data-types-spatial',
			'ef6-modeling-designer-data-types-spatial'
		],
		['store an org chart in sql server', 'core-providers-sql-server-hierarchyid'],
		[
			'one class spread over two tables',
			'core-modeling-table-splitting',
			'ef6-modeling-designer-entity-splitting',
			'ef6-modeling-code-first-fluent-types-and-properties'
		],
		['reset data between tests that hit a real server', 'core-testing-testing-with-the-database'],
		[
			'name lookup misses rows when capital letters differ',
			'core-miscellaneous-collations-and-case-sensitivity'
		],
		['next and previous buttons over a big table', 'core-querying-pagination'],
		['keep a log of who changed what', 'core-logging-events-diagnostics-interceptors'],
		[
			'stop children being removed with the parent',
			'core-saving-cascade-delete',
			'core-modeling-relationships-one-to-many',
			'ef6-modeling-code-first-fluent-relationships'
		],
		[
			'connection died during commit, was my data saved',
			'ef6-fundamentals-connection-resiliency-commit-failures',
			'core-miscellaneous-connection-resiliency'
		],
		['reject bad input before it gets saved', 'ef6-saving-validation'],
		[
			'search articles by meaning instead of exact words',
			'core-providers-sql-server-vector-search',
			'core-providers-cosmos-vector-search'
		],
		['break a huge model picture into smaller ones', 'ef6-modeling-designer-multiple-diagrams'],
		[
			'procedure that gives back several tables',
			'ef6-modeling-designer-advanced-multiple-result-sets'
		],
		[
			'too many small queries when looping over children',
			'core-performance-efficient-querying',
			'core-querying-related-data-lazy'
		],
		[
			'which line of code produced this slow sql',
			'core-querying-tags',
			'core-performance-performance-diagnosis'
		]
	]),
	...queriesOfKind('half-remembered', [
		['as no track', 'core-querying-tracking', 'ef6-querying-no-tracking'],
		[
			'code first exsisting database',
			'ef6-modeling-code-first-workflows-existing-database',
			'ef6-modeling-code-first-migrations-existing-database'
		],
		['log property like linq to sql', 'ef6-fundamentals-logging-and-interception'],
		['many to many join tabel extra colums', 'core-modeling-relationships-many-to-many'],
		[
			'persisted computed colum',
			'core-modeling-generated-properties',
			'core-performance-modeling-for-performance'
		],
		['school sample databse script', 'ef6-resources-school-database'],
		[
			'objectcontext instead of dbcontext desiger',
			'ef6-modeling-designer-codegen-legacy-objectcontext',
			'ef6-modeling-designer-codegen-index'
		],
		[
			'table per concreat class',
			'core-modeling-inheritance',
			'ef6-modeling-code-first-fluent-types-and-properties'
		],
		[
			'self traking entities',
			'ef6-fundamentals-disconnected-entities-self-tracking-entities-index',
			'ef6-fundamentals-disconnected-entities-self-tracking-entities-walkthrough'
		],
		[
			'jpa embeddable address value object',
			'core-modeling-owned-entities',
			'core-what-is-new-ef-core-8-0-whatsnew',
			'ef6-modeling-designer-data-types-complex-types'
		],
		['ngen native image entityframwork', 'ef6-fundamentals-performance-ngen'],
		['poco generator t4', 'ef6-modeling-designer-codegen-index'],
		['sqllite cant drop column migration', 'core-providers-sqlite-limitations'],
		['edmx designer hotkeys', 'ef6-modeling-designer-keyboard-shortcuts'],
		['documentdb partiton key', 'core-providers-cosmos-modeling', 'core-providers-cosmos-querying'],
		['ef6 and ef7 in one project', 'efcore-and-ef6-side-by-side'],
		['relationship glosary principle dependant', 'core-modeling-relationships-glossary'],
		['udf scalar function linq', 'core-querying-user-defined-function-mapping'],
		['providers oracle db2 mysql list', 'core-providers-index', 'ef6-fundamentals-providers-index'],
		['inotifyprop change tracking', 'core-change-tracking-change-detection'],
		[
			'observablecollection wpf datagrid',
			'core-get-started-wpf',
			'ef6-fundamentals-databinding-wpf',
			'ef6-querying-local-data'
		],
		['youtube team standup episodes', 'core-learn-more-community-standups'],
		['hekaton in memory tables', 'core-providers-sql-server-memory-optimized-tables'],
		['backing feild', 'core-modeling-backing-field'],
		['left outer join defaultifem', 'core-querying-complex-query-operators'],
		['pre-convention max length all strings', 'core-modeling-bulk-configuration'],
		['convert edmx to ef7', 'efcore-and-ef6-porting-port-edmx', 'efcore-and-ef6-porting-index']
	]),
	...queriesOfKind('identifier', [
		['second operation was started on this context instance', 'core-dbcontext-configuration-index'],
		[
			'PendingModelChangesWarning',
			'core-what-is-new-ef-core-9-0-breaking-changes',
			'core-managing-schemas-migrations-applying'
		],
		[
			'cannot be tracked because another instance with the key',
			'core-change-tracking-identity-resolution'
		],
		['IDesignTimeDbContextFactory', 'core-cli-dbcontext-creation'],
		['dotnet ef dbcontext list', 'core-cli-dotnet'],
		[
			'Scaffold-DbContext -DataAnnotations',
			'core-cli-powershell',
			'core-managing-schemas-scaffolding-index'
		],
		['EnsureCreated and Migrate together', 'core-managing-schemas-ensure-created'],
		[
			'certificate chain was issued by an authority not trusted',
			'core-what-is-new-ef-core-7-0-breaking-changes'
		],
		['HistoryContext', 'ef6-modeling-code-first-migrations-history-customization'],
		['__EFMigrationsHistory schema', 'core-managing-schemas-migrations-history-table'],
		['UseRowNumberForPaging removed', 'core-what-is-new-ef-core-3-x-breaking-changes'],
		['dotnet-counters microsoft.entityframeworkcore', 'core-logging-events-diagnostics-metrics'],
		['ef core 2.2', 'core-what-is-new-ef-core-2-2'],
		['ef 6.5.1', 'ef6-what-is-new-index'],
		[
			'ReplaceService IModelCacheKeyFactory',
			'core-modeling-dynamic-model',
			'core-what-is-new-ef-core-6-0-breaking-changes'
		],
		['MapToStoredProcedures insert update', 'ef6-modeling-code-first-fluent-cud-stored-procedures'],
		['QueryView element', 'ef6-modeling-designer-advanced-edmx-msl-spec'],
		['MicrosoftSqlDbConfiguration', 'ef6-what-is-new-microsoft-ef6-sqlserver'],
		['IDbDependencyResolver', 'ef6-fundamentals-configuring-dependency-resolution'],
		['EF.Functions.DateDiffDay', 'core-providers-sql-server-functions'],
		['CS8618 uninitialized dbset', 'core-miscellaneous-nullable-reference-types'],
		['UseRelationalNulls', 'core-querying-null-comparisons'],
		['migrate.exe /startUpConfigurationFile', 'ef6-modeling-code-first-migrations-migrate-exe'],
		[
			'UseSqlOutputClause',
			'core-providers-sql-server-misc',
			'core-what-is-new-ef-core-7-0-breaking-changes'
		],
		[
			'AutoDetectChangesEnabled = false',
			'ef6-saving-change-tracking-auto-detect-changes',
			'core-change-tracking-change-detection'
		],
		[
			'PublishAot true ef core',
			'core-performance-nativeaot-and-precompiled-queries',
			'core-cli-msbuild'
		]
	])
];
