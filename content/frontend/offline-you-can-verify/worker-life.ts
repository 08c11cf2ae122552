import {
	answerForPage,
	asksToTakeOver,
	buildsToKeep,
	currentCopy,
	isOnlyTab,
	routeRequest
} from '../../../src/service-worker/policy.ts';

/**
 * One browser, one site, and its service worker, reduced to what decides which build answers. The
 * decisions are those of the site's worker. The sample compares all of it with the worker itself.
 */
export interface Life {
	/** The build on the server. */
	deployed: string;
	isOnline: boolean;
	/** One file of the deployed build is missing on the server. */
	isIncomplete: boolean;
	/** The experiment: each version calls `skipWaiting` when it is installed. */
	skipsWaiting: boolean;
	installing: string | null;
	waiting: string | null;
	active: string | null;
	/** How often the waiting version was asked to take over. */
	attempts: number;
	/** The builds whose files are on the device, oldest first. */
	kept: string[];
	/** The builds that made the copies of the article. */
	saved: string | null;
	visited: string | null;
	tabs: Tab[];
	lastTab: number;
	/** What the last action did, in sentences. */
	events: string[];
}

export type Place = 'home' | 'article';
export type Source = 'network' | 'device';

export interface Tab {
	/** A number; a string as the browser has it. */
	id: string;
	place: Place;
	/** How many pages it has loaded. */
	visits: number;
	shows: 'home page' | 'article' | 'offline page' | 'error page of the browser';
	/** The build of the page; `null` if the browser had none. */
	build: string | null;
	from: Source | null;
	/** It was opened with a worker, or the first worker has claimed it. */
	isControlled: boolean;
	/** Where the script came from that the page loaded last. */
	script: Source | 'missing' | null;
}

export type Action =
	| { do: 'deploy' | 'finish' | 'save' | 'open' }
	| { do: 'online' | 'incomplete' | 'skipWaiting'; on: boolean }
	| { do: 'visit'; tab: string; place: Place }
	| { do: 'script' | 'accept' | 'close'; tab: string };

const site = { origin: 'https://site.example', scope: '/' };
const paths: Record<Place, string> = { home: '/', article: '/backend/outbox/' };
export const scriptOf = (build: string) => `/_app/immutable/later.${build}.js`;

export const nextBuild = (build: string) => String.fromCharCode(build.charCodeAt(0) + 1);

export const newLife = (): Life => ({
	deployed: 'A',
	isOnline: true,
	isIncomplete: false,
	skipsWaiting: false,
	installing: null,
	waiting: null,
	active: null,
	attempts: 0,
	kept: [],
	saved: null,
	visited: null,
	tabs: [],
	lastTab: 0,
	events: []
});

/** Build A is installed, and one tab is open. */
export const installedLife = (): Life => ({
	...afterAll([{ do: 'open' }, { do: 'finish' }, { do: 'visit', tab: '1', place: 'home' }]),
	events: []
});

/** The life after an action; what is not possible changes nothing. */
export function after(before: Life, action: Action): Life {
	const life: Life = { ...structuredClone(before), events: [] };
	const tab = 'tab' in action ? life.tabs.find(({ id }) => id === action.tab) : undefined;
	switch (action.do) {
		case 'deploy':
			life.deployed = nextBuild(life.deployed);
			life.events.push(`Build ${life.deployed} is on the server`);
			break;
		case 'online':
			life.isOnline = action.on;
			life.events.push(action.on ? 'The network is back' : 'The network is cut');
			break;
		case 'incomplete':
			life.isIncomplete = action.on;
			break;
		case 'skipWaiting':
			life.skipsWaiting = action.on;
			break;
		case 'finish':
			finishInstalling(life);
			break;
		case 'save':
			if (!life.isOnline) break;
			life.saved = life.deployed;
			life.events.push(`The article of build ${life.saved} is saved`);
			break;
		case 'open':
			visit(life, addTab(life), 'home');
			break;
		case 'visit':
			if (tab) visit(life, tab, action.place);
			break;
		case 'script':
			if (tab) loadScript(life, tab);
			break;
		case 'accept':
			if (!tab || !life.waiting) break;
			activate(life);
			visit(life, tab, tab.place);
			break;
		case 'close':
			life.tabs = life.tabs.filter((other) => other !== tab);
			activateIfUnused(life);
	}
	return life;
}

/** The life after several actions, with the events of all of them. */
export function afterAll(actions: readonly Action[], first = newLife()): Life {
	const events: string[] = [];
	const life = actions.reduce((before, action) => {
		const now = after(before, action);
		events.push(...now.events);
		return now;
	}, first);
	return { ...life, events };
}

function addTab(life: Life): Tab {
	const tab: Tab = {
		id: String(++life.lastTab),
		place: 'home',
		visits: 0,
		shows: 'error page of the browser',
		build: null,
		from: null,
		isControlled: false,
		script: null
	};
	life.tabs.push(tab);
	return tab;
}

const controlled = (life: Life) => life.tabs.filter(({ isControlled }) => isControlled);
const pages = (life: Life) => life.tabs.filter(({ build }) => build !== null);

/** A navigation. A waiting version may take over first; an update is looked for afterwards. */
function visit(life: Life, tab: Tab, place: Place) {
	tab.place = place;
	tab.visits++;
	while (life.active && life.waiting && asksToTakeOver(controlled(life).length, life.attempts)) {
		life.attempts++;
		// The page that asks is the document of this tab now.
		Object.assign(tab, { build: life.active, isControlled: true });
		if (isOnlyTab(pages(life), tab.id)) activate(life);
	}
	Object.assign(tab, answer(life, place), { script: null });
	tab.isControlled = life.active !== null;
	const page = tab.build ? `${tab.shows} of build ${tab.build}, from the ${tab.from}` : tab.shows;
	life.events.push(`Tab ${tab.id} shows the ${page}`);
	const newest = life.waiting ?? life.active;
	if (!life.isOnline || life.installing || life.deployed === newest) return;
	life.installing = life.deployed;
	life.events.push(`Build ${life.installing} is installing`);
}

/** What a tab gets for a page: from the active worker, or without one from the network. */
function answer(life: Life, place: Place): Pick<Tab, 'shows' | 'build' | 'from'> {
	const { active: version, isOnline, deployed, saved, visited } = life;
	const shows = place === 'home' ? ('home page' as const) : place;
	const network = { shows, build: deployed, from: 'network' as const };
	const device = (build: string) => ({ shows, build, from: 'device' as const });
	if (!version)
		return isOnline ? network : { shows: 'error page of the browser', build: null, from: null };
	const route = routeOf(version, paths[place], 'navigate');
	if (route.kind === 'installed') return device(version);
	const copies = [saved, visited].map((build) => (build ? { build } : null));
	if (currentCopy(copies, version)) return device(version);
	const older = saved ?? visited;
	switch (answerForPage(paths[place], isOnline ? soundPage : null, older !== null)) {
		case 'network':
			// A page of another build is not kept: its scripts would be missing.
			if (deployed === version) life.visited = version;
			return network;
		case 'older copy':
			return device(older!);
		case 'offline page':
			return { ...device(version), shows: 'offline page' };
	}
}

const soundPage = {
	ok: true,
	redirected: false,
	type: 'basic',
	contentType: 'text/html',
	status: 200
} as const;

const routeOf = (version: string, path: string, mode: RequestMode) =>
	routeRequest(
		{ method: 'GET', url: site.origin + path, mode, cache: 'default' },
		{ ...site, precached: new Set(['/', '/offline/', scriptOf(version)]) }
	);

/** The page of a tab loads a script of its own build. */
function loadScript(life: Life, tab: Tab) {
	const { build } = tab;
	if (!build) return;
	const isOnServer = life.isOnline && life.deployed === build && !life.isIncomplete;
	const isOnDevice =
		tab.isControlled &&
		(routeOf(life.active!, scriptOf(build), 'no-cors').kind === 'installed' ||
			life.kept.includes(build));
	tab.script = isOnDevice ? 'device' : isOnServer ? 'network' : 'missing';
	const source = tab.script === 'missing' ? 'is missing' : `comes from the ${tab.script}`;
	life.events.push(`Tab ${tab.id}: its script of build ${build} ${source}`);
}

function finishInstalling(life: Life) {
	const build = life.installing;
	if (!build) return;
	life.installing = null;
	if (!life.isOnline || life.deployed !== build || life.isIncomplete) {
		life.events.push(`Build ${build} is dropped: a file could not be fetched`);
		return;
	}
	life.kept.push(build);
	life.waiting = build;
	if (life.skipsWaiting) activate(life);
	else activateIfUnused(life);
	if (life.waiting) life.events.push(`Build ${build} is waiting`);
}

function activateIfUnused(life: Life) {
	if (life.waiting && !controlled(life).length) activate(life);
}

/** As `activate.ts` has it. */
function activate(life: Life) {
	const previous = life.active;
	const version = life.waiting!;
	Object.assign(life, { active: version, waiting: null, attempts: 0 });
	life.events.push(`Build ${version} is active`);
	const builds = buildsToKeep(version, previous, life.saved ? [life.saved] : []);
	const dropped = life.kept.filter((build) => !builds.has(build));
	if (dropped.length) life.events.push(`Files of build ${dropped.join(', ')} are deleted`);
	life.kept = life.kept.filter((build) => builds.has(build));
	if (life.visited && !builds.has(life.visited)) life.visited = null;
	if (previous) return;
	for (const tab of pages(life)) {
		tab.isControlled = true;
		if (tab.place === 'article') answer(life, 'article');
	}
}
