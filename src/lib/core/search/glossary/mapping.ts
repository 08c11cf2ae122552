import { equal, finds, type GlossaryRow } from './row.ts';

/** Mapping of objects to tables. */
export const mapping: readonly GlossaryRow[] = [
	equal('mapper of objects to tables', 'ORM, object-relational mapper, object-relational mapping'),
	equal('mapper product', 'EF, Entity Framework'),
	finds(
		'a query for each row of another',
		'too many queries, many small queries, query in loop, query per row, one query each, select n+1, n+1',
		'n+1, eager loading, lazy loading'
	),
	finds(
		'related rows with the first query',
		'load related, load children, fetch related, load child objects, related objects, related records, related tables',
		'eager loading, related data, navigation property'
	),
	finds(
		'related rows when they are touched',
		'load on demand, load when accessed, load when needed',
		'lazy loading'
	),
	finds(
		'tables follow the code',
		'change schema, change table structure, update schema, alter table, add column, rename column, schema version, database version, upgrade database, evolve schema',
		'migration, schema migration'
	),
	finds(
		'code from an existing database',
		'generate classes from database, generate model from database, existing database, legacy database, database first',
		'reverse engineering, scaffolding'
	),
	finds(
		'rows that are there from the start',
		'initial data, default data, starting data, sample data, lookup data, fill table, populate table, prefill table, populate database',
		'seeding, seed data, data seeding'
	),
	finds(
		'a filter on every query',
		'hide deleted, hide rows, always filter, filter all queries, filter every query, default filter',
		'global query filter, query filter, soft delete'
	),
	finds(
		'subclasses stored in tables',
		'subclass in table, base class table, class hierarchy table, inherited classes, polymorphic table',
		'inheritance mapping, table per hierarchy, discriminator'
	),
	equal('all subclasses in one table', 'TPH, table per hierarchy, single table inheritance'),
	equal('a table for each subclass', 'TPT, table per type, class table inheritance'),
	equal(
		'a table for each concrete class',
		'TPC, table per concrete type, concrete table inheritance'
	),
	finds(
		'a value stored in another form',
		'store enum as string, enum as text, enum as string, convert on save, custom type mapping, store as json, encrypt column',
		'value converter, value conversion, type mapping'
	),
	finds(
		'an object without a key of its own',
		'object without id, class without id, embedded object, embedded class, nested object, columns as object',
		'value object, owned entity, complex type'
	),
	finds(
		'changes that the mapper notices',
		'detect changes, changed properties, which properties changed, dirty checking, dirty tracking',
		'change tracking, change tracker'
	),
	finds(
		'reading without change tracking',
		'read only query, readonly query, faster reads, only reading',
		'read-only'
	),
	finds(
		'objects that another context loaded',
		'detached object, disconnected object, attach object, save object from client',
		'disconnected entities, change tracking'
	),
	finds(
		'SQL written by hand',
		'write own sql, own sql, handwritten sql, custom sql, plain sql, sql by hand',
		'raw SQL, SQL query'
	),
	finds(
		'the SQL that is sent',
		'see sql, show sql, print sql, view generated sql',
		'generated SQL, query log'
	),
	finds(
		'queries that are prepared once',
		'precompiled query, prepare query, cached query plan',
		'compiled query, prepared statement'
	),
	finds(
		'code on each save',
		'before save, after save, hook save, run on save, hook queries, intercept queries, modify queries',
		'interceptor, SaveChanges, trigger'
	),
	finds('a table without a key', 'table without primary key, without key', 'keyless entity'),
	finds(
		'a test without a real database',
		'fake database, mock database, test database, test without database, in memory database',
		'in-memory database, test double'
	)
];
