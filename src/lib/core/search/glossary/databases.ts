import { equal, finds, type GlossaryRow } from './row.ts';

/** Databases and transactions. */
export const databases: readonly GlossaryRow[] = [
	equal('database product', 'Postgres, PostgreSQL'),
	equal('database product', 'MSSQL, SQL Server'),
	equal('database product', 'Mongo, MongoDB'),
	equal('database product', 'Cosmos DB, CosmosDB'),
	equal('search engine product', 'Elasticsearch, elastic search'),
	equal('unique number of 128 bits', 'GUID, UUID, globally unique identifier'),
	equal('column that names a row', 'PK, primary key'),
	equal('column that points to a row elsewhere', 'FK, foreign key'),
	equal('named subquery', 'CTE, common table expression'),
	equal('query in a query', 'subquery, nested query, inner query'),
	equal('stored code of a database', 'stored procedure, stored proc, sproc'),
	equal('readers and writers do not block', 'MVCC, multiversion concurrency control'),
	equal('log that is written before the data', 'WAL, write-ahead log'),
	equal('commit across several databases', '2PC, two-phase commit'),
	equal('stream of changed rows', 'CDC, change data capture'),
	equal('many short transactions', 'OLTP, online transaction processing'),
	equal('analysis of much data', 'OLAP, online analytical processing'),
	equal('data moved between stores', 'ETL, extract transform load'),
	equal('store without tables', 'NoSQL, non-relational'),
	equal('relational database', 'RDBMS, relational database'),
	equal('language that defines tables', 'DDL, data definition language'),
	equal('language that changes rows', 'DML, data manipulation language'),
	equal('column filled by the database', 'identity column, auto increment, autoincrement'),
	equal('column computed from others', 'computed column, generated column, calculated column'),
	equal('rows kept but hidden', 'soft delete, logical delete'),
	equal('view that is stored', 'materialized view, indexed view'),
	equal('key of several columns', 'composite key, compound key'),
	equal('insert, or update if it exists', 'upsert, insert or update, merge statement'),
	equal('relationship', 'one-to-many, 1 to many'),
	equal('read and change records', 'CRUD, create read update delete'),
	finds('database', 'db, dbs', 'database'),
	finds(
		'a later save undoes an earlier one',
		'lost update, lost updates problem, overwrite each other, overwrite changes, overwritten changes, last write wins, two users edit, two people edit, edit same record, edit same row, change same row, somebody else changed, someone else changed, modified by another user, changed since loaded, changed meanwhile',
		'optimistic concurrency, optimistic locking, concurrency token, row version, concurrency conflict'
	),
	finds(
		'rows held so that nobody else changes them',
		'lock row, lock record, select for update, block other users, reserve row',
		'pessimistic locking, pessimistic concurrency, row lock'
	),
	finds(
		'two transactions wait for each other',
		'wait for each other, block each other, transaction victim',
		'deadlock'
	),
	finds(
		'all changes or none',
		'all or nothing, all or none, half saved, partially saved, undo changes, undo all, cancel changes',
		'transaction, rollback, atomicity'
	),
	finds(
		'what a transaction sees of others',
		'dirty read, phantom read, non-repeatable read, uncommitted data, write skew',
		'isolation level, transaction isolation, snapshot isolation'
	),
	finds(
		'data of one customer apart from others',
		'many customers one database, separate customers, several customers, per customer database, database per customer, customer isolation, tenant isolation',
		'multi-tenancy, multi-tenant, multitenant'
	),
	finds(
		'many rows in one statement',
		'insert many rows, insert thousands, insert lots, mass insert, mass update, mass delete, many rows at once, update many rows, delete many rows, delete all rows',
		'bulk insert, bulk update, bulk delete, batching'
	),
	finds(
		'a long result in pieces',
		'page by page, load more, next page, split results, results in pages, limit offset, skip take, large result',
		'pagination, keyset pagination'
	),
	finds(
		'changes recorded for later',
		'record changes, history of changes, change history, change log table, row history, previous versions of rows',
		'audit trail, auditing, temporal table, change tracking'
	),
	finds(
		'rows as they were at a time',
		'data at point in time, time travel, past state, old values of a row, historical rows',
		'temporal table, system-versioned'
	),
	finds(
		'connections used again',
		'reuse connections, too many connections, connection limit, out of connections, open connections',
		'connection pool'
	),
	finds(
		'a failed statement tried again',
		'connection drops, lost connection, flaky connection, transient failure, transient error, database unavailable',
		'connection resiliency, retry, execution strategy'
	),
	finds(
		'why a query takes long',
		'slow query, query takes long, query slow, query performance, tune query',
		'execution plan, query plan, missing index, explain analyze'
	),
	equal('how the database runs a query', 'execution plan, query plan, explain plan'),
	finds(
		'scan of all rows',
		'full scan, reads whole table, scan whole table',
		'table scan, sequential scan'
	),
	finds(
		'copies of a database',
		'copy of database, read from copy, second database for reads, spread reads, standby database, mirrored database',
		'replication, read replica'
	),
	finds(
		'a table in several parts',
		'split database, split table, split big table, spread data, distribute data, divide table',
		'sharding, partitioning'
	),
	finds(
		'rows follow their parent',
		'delete children, delete child rows, remove dependents, delete dependents, delete with parent',
		'cascade delete, referential integrity'
	),
	finds(
		'children whose parent is gone',
		'orphaned rows, orphan records, orphans',
		'cascade delete, foreign key'
	),
	finds(
		'search in long texts',
		'search text, search words, search engine in database, keyword search, fuzzy search',
		'full-text search'
	),
	equal('search by words', 'full-text search, fulltext search, FTS'),
	finds(
		'search by meaning',
		'search by meaning, similar documents, semantic search, similarity search, nearest neighbors',
		'vector search, embedding, vector database'
	),
	finds(
		'places on a map',
		'geography, geographic data, gps coordinates, latitude longitude, distance between points, map coordinates, geo data',
		'spatial data, geospatial'
	),
	finds(
		'upper and lower case alike',
		'ignore case, case insensitive compare, upper lower case',
		'case-insensitive, collation'
	),
	finds('order of text in a language', 'sort order language, accent insensitive', 'collation'),
	finds(
		'a copy to return to',
		'restore database, dump database, copy production database',
		'backup, restore, point-in-time recovery'
	),
	finds(
		'a value the database fills in',
		'default column value, created date column, creation date column, value on insert, set on insert, automatic value',
		'default value, generated value'
	),
	finds(
		'numbers in order from the database',
		'next number, number range, counter table, running number',
		'sequence, identity column'
	),
	finds(
		'a query given values apart from its text',
		'query parameters sql, escape quotes sql, bind values, bind variables',
		'parameterized query, prepared statement, SQL injection'
	),
	finds(
		'documents instead of tables',
		'json database, schemaless, schema-less',
		'document database, JSON column'
	),
	finds('pairs in a store', 'key value database, dictionary store', 'key-value store, Redis')
];
