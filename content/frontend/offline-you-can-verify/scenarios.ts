import { afterAll, installedLife, type Action, type Life, type Tab } from './worker-life.ts';

export interface Scenario {
	name: string;
	/** From build A, installed, with one tab. */
	actions: Action[];
}

const home = (tab: string): Action => ({ do: 'visit', tab, place: 'home' });
const article = (tab: string): Action => ({ do: 'visit', tab, place: 'article' });
const script = (tab: string): Action => ({ do: 'script', tab });

/** The next build is deployed, and a tab's navigation finds and installs it. */
const update = (tab: string): Action[] => [{ do: 'deploy' }, home(tab), { do: 'finish' }];
const offline: Action = { do: 'online', on: false };

export const scenarios: Scenario[] = [
	{ name: 'Deploy B, one tab', actions: [...update('1')] },
	{ name: 'Deploy B, navigate offline', actions: [...update('1'), offline, home('1')] },
	{
		name: 'Deploy B, two tabs',
		actions: [{ do: 'open' }, ...update('2'), home('1'), home('2')]
	},
	{
		name: 'Half-deployed B',
		actions: [{ do: 'incomplete', on: true }, ...update('1'), offline, home('1')]
	},
	{
		name: 'Deploy B and C, one tab stays open',
		actions: [{ do: 'open' }, ...update('2'), ...update('2'), script('1')]
	},
	{
		name: 'The same with skipWaiting',
		actions: [
			{ do: 'open' },
			{ do: 'skipWaiting', on: true },
			...update('2'),
			...update('2'),
			script('1')
		]
	},
	{
		name: 'Save, deploy B and C, go offline',
		actions: [
			{ do: 'save' },
			...update('1'),
			...update('1'),
			home('1'),
			offline,
			article('1'),
			script('1')
		]
	},
	{
		name: 'Read, deploy B and C, go offline',
		actions: [
			article('1'),
			...update('1'),
			home('1'),
			...update('1'),
			home('1'),
			offline,
			article('1')
		]
	}
];

export const play = ({ actions }: Scenario): Life => afterAll(actions, installedLife());

/** What a tab shows: “home page of build A, from the device; its script is missing”. */
export function describeTab({ shows, build, from, script: source }: Tab): string {
	const page = build ? `${shows} of build ${build}, from the ${from}` : shows;
	if (!source) return page;
	return `${page}; ${source === 'missing' ? 'a script is missing' : `a script from the ${source}`}`;
}

/** The states of the versions: “A active, B waiting”. */
export const describeVersions = ({ active, waiting, installing }: Life): string =>
	[
		active && `${active} active`,
		waiting && `${waiting} waiting`,
		installing && `${installing} installing`
	]
		.filter(Boolean)
		.join(', ');
