import type { Page } from './library.ts';

/** The documentation of a database, in miniature. */
export const pages: readonly Page[] = [
	{
		id: 'chunks',
		title: 'Chunks',
		text: 'A hypertable keeps its rows in chunks, one for each week. Resizing them takes effect with the next chunk of the hypertable. An empty hypertable has none.'
	},
	{
		id: 'release-notes',
		title: 'Release notes',
		text: 'This release can change the size of the buffer while the server runs. Larger pages need a restart.'
	},
	{
		id: 'memory',
		title: 'Memory',
		text: 'The size of the buffer decides how many pages stay in memory. Change it with care.'
	},
	{
		id: 'upgrading',
		title: 'Upgrading',
		text: 'An upgrade may change defaults. Read the release notes, and compare the size of the data folder.'
	},
	{
		id: 'cache-folder',
		title: 'Cache folder',
		text: 'Plans are kept in a folder. Change its size in the settings, and delete it after an upgrade.'
	},
	{
		id: 'stale-plans',
		title: 'Plans that are out of date',
		text: 'The planner has a cache. Invalidate its cache after each migration, because a cached plan is stale then. Sessions invalidate theirs alone.'
	},
	{
		id: 'backups',
		title: 'Backups',
		text: 'Copy the data folder to another machine each night, and try to restore it.'
	},
	{
		id: 'restoring',
		title: 'Restoring a backup',
		text: 'Stop the server, replace the data folder, and start the server again.'
	}
];
