/** One table: two hundred questions with their answers, which are only read together. */
import { queriesOfKind, type EfcoreQuery } from '../unit/core/search/ranking/efcore-queries.ts';

/**
 * Held-out test set: two hundred more questions about the same documents, with their answers, written
 * by people who had not seen the search. Do not tune the search for individual questions; only the
 * overall share of answered questions should motivate a change.
 */
export const heldOutQuestions: readonly EfcoreQuery[] = [
	...queriesOfKind('title', [
		['Additional Change Tracking Features', 'core-change-tracking-miscellaneous'],
		['alternating between multiple models with the same dbcontext', 'core-modeling-dynamic-model'],
		['async query and save', 'ef6-fundamentals-async'],
		['basic savechanges', 'core-saving-basic'],
		['breaking changes in EF Core 6', 'core-what-is-new-ef-core-6-0-breaking-changes'],
		['choosing a testing strategy', 'core-testing-choosing-a-testing-strategy'],
		['Code First Migrations in Team Environments', 'ef6-modeling-code-first-migrations-teams'],
		['compare ef6 and ef core', 'efcore-and-ef6-index'],
		['comparisons with null values in queries', 'core-querying-null-comparisons'],
		['complex types ef designer', 'ef6-modeling-designer-data-types-complex-types'],
		['ef core 11 breaking changes', 'core-what-is-new-ef-core-11-0-breaking-changes'],
		['ef6 loading related entities', 'ef6-querying-related-data'],
		[
			'ef6 sql server provider based on microsoft.data.sqlclient',
			'ef6-what-is-new-microsoft-ef6-sqlserver'
		],
		['entity framework case studies', 'ef6-resources-case-studies'],
		['entity framework support policies', 'efcore-and-ef6-support'],
		['enum support ef designer', 'ef6-modeling-designer-data-types-enums'],
		['fluent api with vb.net', 'ef6-modeling-code-first-fluent-vb'],
		[
			'handling transaction commit failures',
			'ef6-fundamentals-connection-resiliency-commit-failures'
		],
		['introduction to performance', 'core-performance-index'],
		['introduction to relationships', 'core-modeling-relationships'],
		['keyless entity types', 'core-modeling-keyless-entity-types'],
		['loading related data', 'core-querying-related-data-index'],
		['migrations with multiple providers', 'core-managing-schemas-migrations-providers'],
		['multiple diagrams per model', 'ef6-modeling-designer-multiple-diagrams'],
		['overview of entity framework 6', 'ef6-index'],
		['plan for entity framework core 7.0', 'core-what-is-new-ef-core-7-0-plan'],
		['port from EF6 to EF Core detailed cases', 'efcore-and-ef6-porting-port-detailed-cases'],
		['port from ef6 to ef core hybrid approach', 'efcore-and-ef6-porting-port-hybrid'],
		['port from ef6 to ef core hybrid approach', 'efcore-and-ef6-porting-port-hybrid'],
		['porting ef6 to ef core behavior changes', 'efcore-and-ef6-porting-port-behavior'],
		['school sample database', 'ef6-resources-school-database'],
		[
			'Self-Tracking Entities Walkthrough',
			'ef6-fundamentals-disconnected-entities-self-tracking-entities-walkthrough'
		],
		['sqlite function mappings', 'core-providers-sqlite-functions'],
		[
			'stored procedures with multiple result sets',
			'ef6-modeling-designer-advanced-multiple-result-sets'
		],
		['Tracking vs. No-Tracking Queries', 'core-querying-tracking'],
		['user-defined function mapping', 'core-querying-user-defined-function-mapping'],
		['using microsoft.extensions.logging', 'core-logging-events-diagnostics-extensions-logging'],
		["what's new in ef core 8", 'core-what-is-new-ef-core-8-0-whatsnew'],
		["what's new in ef core 9", 'core-what-is-new-ef-core-9-0-whatsnew'],
		['writing a database provider', 'core-providers-writing-a-provider']
	]),
	...queriesOfKind('paraphrase', [
		['add my own operation to migrationbuilder', 'core-managing-schemas-migrations-operations'],
		['bulk delete rows without loading them', 'core-saving-execute-insert-update-delete'],
		[
			'call my own scalar sql function inside a linq query',
			'core-querying-user-defined-function-mapping'
		],
		[
			'call one stored procedure that gives back two tables',
			'ef6-modeling-designer-advanced-multiple-result-sets'
		],
		['can i share one dbcontext between threads', 'core-dbcontext-configuration-index'],
		['can i use both ef6 and ef core in one project', 'efcore-and-ef6-side-by-side'],
		[
			'cannot attach object because the context already has another one with that id',
			'core-change-tracking-identity-resolution'
		],
		[
			'check property values and show error messages before anything is written to the database',
			'ef6-saving-validation'
		],
		[
			'circular reference error when returning entities as json from a web api',
			'core-querying-related-data-serialization'
		],
		[
			'contains stopped working on sql server 2014 ef8',
			'core-what-is-new-ef-core-8-0-breaking-changes'
		],
		['cosmos expire documents automatically ttl', 'core-providers-cosmos-modeling'],
		['cosmos read my own writes behind a load balancer', 'core-providers-cosmos-saving'],
		['difference between principal and dependent entity', 'core-modeling-relationships-glossary'],
		['does ef core run on xamarin or unity', 'core-miscellaneous-platforms'],
		[
			'edmx has too many tables, can i split the designer view',
			'ef6-modeling-designer-multiple-diagrams'
		],
		['ef core default max length for all strings', 'core-modeling-bulk-configuration'],
		['ef6 concurrency database wins or client wins', 'ef6-saving-concurrency'],
		['ef6 get entities already in memory without querying database', 'ef6-querying-local-data'],
		[
			'ef6 how to get the real class behind a dynamically generated type',
			'ef6-fundamentals-proxies'
		],
		[
			'ef6 two developers both added a migration, how to merge',
			'ef6-modeling-code-first-migrations-teams'
		],
		[
			'ef6 unit tests with my own fake dbset, no moq',
			'ef6-fundamentals-testing-writing-test-doubles'
		],
		[
			'entity class without a default constructor, pass values as parameters',
			'core-modeling-constructors'
		],
		['extra columns on join table', 'core-modeling-relationships-many-to-many'],
		['fake a DbSet with Moq in EF6 unit tests', 'ef6-fundamentals-testing-mocking'],
		[
			'get back rows someone deleted by mistake from sql server history',
			'core-providers-sql-server-temporal-tables'
		],
		[
			'get the next page of results starting from the last id the user saw',
			'core-querying-pagination'
		],
		[
			'go back to objectcontext instead of dbcontext for edmx classes',
			'ef6-modeling-designer-codegen-legacy-objectcontext'
		],
		['hide deleted rows from all queries automatically', 'core-querying-filters'],
		['how do i move my ef6 app to ef core', 'efcore-and-ef6-porting-index'],
		['how long will microsoft keep fixing EF6', 'efcore-and-ef6-support'],
		['is there an oracle or mysql provider for ef core', 'core-providers-index'],
		[
			'make ef6 app start faster by compiling dlls to native images',
			'ef6-fundamentals-performance-ngen'
		],
		['map view with no primary key', 'core-modeling-keyless-entity-types'],
		['one to many to same table self reference', 'core-modeling-relationships-one-to-many'],
		[
			'query the data as it looked last month before it was edited',
			'core-providers-sql-server-temporal-tables'
		],
		['reset real database between integration tests', 'core-testing-testing-with-the-database'],
		['rows with null are missing when I filter with not equal', 'core-querying-null-comparisons'],
		['saas app one database per customer', 'core-miscellaneous-multitenancy'],
		[
			'same dbcontext for sqlite and sql server, own migrations for each',
			'core-managing-schemas-migrations-providers'
		],
		['save an enum as text instead of a number', 'core-modeling-value-conversions'],
		[
			'saving fails because my sql server table has a trigger',
			'core-providers-sql-server-misc',
			'core-what-is-new-ef-core-7-0-breaking-changes'
		],
		['separate database for each customer in a saas app', 'core-miscellaneous-multitenancy'],
		['separate database for each customer in blazor server', 'core-miscellaneous-multitenancy'],
		['skip take gets slower on later pages, better way?', 'core-querying-pagination'],
		['split one entity into two tables edmx', 'ef6-modeling-designer-entity-splitting'],
		['sqlite cannot order by decimal or datetimeoffset', 'core-providers-sqlite-limitations'],
		[
			'ssl certificate not trusted connecting to sql server after upgrade',
			'core-what-is-new-ef-core-7-0-breaking-changes'
		],
		[
			'two developers added a migration on different branches',
			'core-managing-schemas-migrations-teams',
			'ef6-modeling-code-first-migrations-teams'
		],
		[
			'update thousands of rows without loading them into memory',
			'core-saving-execute-insert-update-delete'
		],
		[
			'what silently behaves differently after moving from ef6 to ef core',
			'efcore-and-ef6-porting-port-behavior'
		],
		['when to use addasync instead of add', 'core-change-tracking-miscellaneous'],
		[
			'where clause ignore upper and lower case ef core',
			'core-miscellaneous-collations-and-case-sensitivity'
		],
		['where not equal skips null rows', 'core-querying-null-comparisons'],
		['where to report ef6 bugs', 'ef6-resources-get-help'],
		['which ef6 version comes with which visual studio', 'ef6-what-is-new-visual-studio'],
		[
			"why can't I run two queries in parallel on the same context",
			'core-dbcontext-configuration-index',
			'core-miscellaneous-async'
		]
	]),
	...queriesOfKind('identifier', [
		['__EFMigrationsLock', 'core-providers-sqlite-limitations'],
		['BulkExecutionEnabled', 'core-providers-cosmos-saving'],
		['CommitFailureHandler', 'ef6-fundamentals-connection-resiliency-commit-failures'],
		['DatabaseLogFormatter', 'ef6-fundamentals-logging-and-interception'],
		['DbMappingViewCacheTypeAttribute', 'ef6-fundamentals-performance-pre-generated-views'],
		['DeleteBehaviorAttribute', 'core-modeling-relationships-mapping-attributes'],
		['dotnet ef dbcontext info', 'core-cli-dotnet'],
		['dotnet ef dbcontext scaffold', 'core-managing-schemas-scaffolding-index', 'core-cli-dotnet'],
		['dotnet ef dbcontext script', 'core-cli-dotnet'],
		[
			'dotnet new install Microsoft.EntityFrameworkCore.Templates',
			'core-managing-schemas-scaffolding-templates'
		],
		['EF.Functions.DateDiffDay', 'core-providers-sql-server-functions'],
		[
			'enable-migrations -enableautomaticmigrations',
			'ef6-modeling-code-first-migrations-automatic'
		],
		['EnableServiceProviderCaching', 'core-testing-advanced-topics'],
		['EnableServiceProviderCaching', 'core-testing-advanced-topics'],
		['EnsureDeletedAsync', 'core-managing-schemas-ensure-created'],
		['IConventionSetPlugin', 'core-miscellaneous-plugins'],
		['IDbModelCacheKey', 'ef6-fundamentals-configuring-dependency-resolution'],
		['IDesignTimeDbContextFactory', 'core-cli-dbcontext-creation'],
		['IDesignTimeDbContextFactory', 'core-cli-dbcontext-creation'],
		['IEntityTypeConfiguration', 'core-modeling-index'],
		['IMaterializationInterceptor', 'core-logging-events-diagnostics-interceptors'],
		['IMaterializationInterceptor', 'core-logging-events-diagnostics-interceptors'],
		['IMethodCallTranslatorPlugin', 'core-miscellaneous-plugins'],
		['IModelCacheKeyFactory', 'core-modeling-dynamic-model'],
		['IStoreModelConvention', 'ef6-modeling-code-first-conventions-model'],
		[
			'jsonexception possible object cycle was detected',
			'core-querying-related-data-serialization'
		],
		['LogTo', 'core-logging-events-diagnostics-simple-logging'],
		['Microsoft.EntityFramework.SqlServer', 'ef6-what-is-new-microsoft-ef6-sqlserver'],
		['microsoft.entityframework.sqlserver', 'ef6-what-is-new-microsoft-ef6-sqlserver'],
		[
			'microsoft.entityframeworkcore.compiled_query_cache_hits',
			'core-logging-events-diagnostics-metrics'
		],
		[
			'PluralizingTableNameConvention',
			'ef6-modeling-code-first-conventions-built-in',
			'ef6-modeling-code-first-conventions-custom'
		],
		['ProxyCreationEnabled', 'ef6-fundamentals-proxies'],
		['savechangesfailed event', 'core-logging-events-diagnostics-events'],
		['Script-DbContext', 'core-cli-powershell'],
		[
			'SqlServerRetryingExecutionStrategy does not support user-initiated transactions',
			'core-miscellaneous-connection-resiliency'
		],
		['TagWithCallSite', 'core-querying-tags'],
		['TagWithCallSite', 'core-querying-tags'],
		['ToPageAsync', 'core-providers-cosmos-querying'],
		[
			'Type is not resolved for member ToolingFacade+UpdateRunner',
			'ef6-modeling-code-first-migrations-migrate-exe'
		],
		['UseSqlReturningClause', 'core-providers-sqlite-misc']
	]),
	...queriesOfKind('prefix', [
		['a possible object cycle was detec', 'core-querying-related-data-serialization'],
		['automatic code first migra', 'ef6-modeling-code-first-migrations-automatic'],
		['backing fie', 'core-modeling-backing-field'],
		['cascade dele', 'core-saving-cascade-delete'],
		['case stud', 'ef6-resources-case-studies'],
		['community stand', 'core-learn-more-community-standups'],
		['design-time servi', 'core-cli-services'],
		['designer keyboard short', 'ef6-modeling-designer-keyboard-shortcuts'],
		['designer keyboard shortc', 'ef6-modeling-designer-keyboard-shortcuts'],
		['diagnostic liste', 'core-logging-events-diagnostics-diagnostic-listeners'],
		['ef core create first migrat', 'core-managing-schemas-migrations-index'],
		['ef designer keyboard short', 'ef6-modeling-designer-keyboard-shortcuts'],
		['ef6 connection retry logi', 'ef6-fundamentals-connection-resiliency-retry-logic'],
		['ef6 query plan cachi', 'ef6-fundamentals-performance-perf-whitepaper'],
		['lazy loa', 'core-querying-related-data-lazy'],
		['memory-optimized tab', 'core-providers-sql-server-memory-optimized-tables'],
		['model firs', 'ef6-modeling-designer-workflows-model-first'],
		['multiple diagr', 'ef6-modeling-designer-multiple-diagrams'],
		['nativeaot precompiled quer', 'core-performance-nativeaot-and-precompiled-queries'],
		['nullable reference ty', 'core-miscellaneous-nullable-reference-types'],
		['overview of logging and interc', 'core-logging-events-diagnostics-index'],
		['port ef6 database as source of tru', 'efcore-and-ef6-porting-port-database'],
		['pre-generated mapping vi', 'ef6-fundamentals-performance-pre-generated-views'],
		['roll back to a savepo', 'core-saving-transactions'],
		['rollback to savepoi', 'core-saving-transactions'],
		['self-tracking enti', 'ef6-fundamentals-disconnected-entities-self-tracking-entities-index'],
		['shadow and indexer prop', 'core-modeling-shadow-properties'],
		['shadow proper', 'core-modeling-shadow-properties'],
		['sql server full-text sea', 'core-providers-sql-server-full-text-search'],
		['sql server sparse col', 'core-providers-sql-server-columns'],
		['temporal tab', 'core-providers-sql-server-temporal-tables'],
		['value compar', 'core-modeling-value-comparers']
	]),
	...queriesOfKind('typo', [
		['acessing tracked entites', 'core-change-tracking-entity-entries'],
		['automatc code first migratoins', 'ef6-modeling-code-first-migrations-automatic'],
		['cartesian explotion when including two collections', 'core-querying-single-split-queries'],
		['cascde delete', 'core-saving-cascade-delete'],
		['choosing a testing stratagy', 'core-testing-choosing-a-testing-strategy'],
		['clusterd index and fill factr', 'core-providers-sql-server-indexes'],
		['clusterd index sql server', 'core-providers-sql-server-indexes'],
		[
			'code first migratons existing databse',
			'ef6-modeling-code-first-migrations-existing-database'
		],
		['colations and case sensitvity', 'core-miscellaneous-collations-and-case-sensitivity'],
		['conventions for relatonship discovery', 'core-modeling-relationships-conventions'],
		['cosmos db limitatons', 'core-providers-cosmos-limitations'],
		['defning query ef desginer', 'ef6-modeling-designer-advanced-defining-query'],
		[
			'disable auto detect chagnes when adding many ef6',
			'ef6-saving-change-tracking-auto-detect-changes'
		],
		['disable proxie creation', 'ef6-fundamentals-proxies'],
		['ef6 concurency exception client wins or databse wins', 'ef6-saving-concurrency'],
		['handling concurency conflicts', 'core-saving-concurrency', 'ef6-saving-concurrency'],
		['may cause cycels or multiple cascade paths', 'core-saving-cascade-delete'],
		['memmory optimized tables', 'core-providers-sql-server-memory-optimized-tables'],
		['nativeaot precompild queries', 'core-performance-nativeaot-and-precompiled-queries'],
		['owned entitiy types', 'core-modeling-owned-entities'],
		['plan for entity framwork core 6.0', 'core-what-is-new-ef-core-6-0-plan'],
		['pregenerated maping views', 'ef6-fundamentals-performance-pre-generated-views'],
		['provider facing chnages ef core 11', 'core-what-is-new-ef-core-11-0-provider-facing-changes'],
		['self refrencing many to many', 'core-modeling-relationships-many-to-many'],
		['seperate migrations project', 'core-managing-schemas-migrations-projects'],
		['sqlite turn off autoincrment', 'core-providers-sqlite-value-generation'],
		['store ownd type in seperate table', 'core-modeling-owned-entities'],
		['symetrical self refrencing many to many', 'core-modeling-relationships-many-to-many'],
		['tabel per type inheritence in edmx designer', 'ef6-modeling-designer-inheritance-tpt'],
		['testabilty and entity framework 4.0', 'ef6-fundamentals-testing-testability-article'],
		['user definded function mapping', 'core-querying-user-defined-function-mapping'],
		['which providers suport spatail types ef6', 'ef6-fundamentals-providers-spatial-support']
	])
];
