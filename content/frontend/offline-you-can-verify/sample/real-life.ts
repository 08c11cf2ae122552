import type { Action, Life, Place } from '../worker-life.ts';
import { buildIn, headingOf, type Browser, type Tab } from './browser.ts';
import { articlePath, scriptOf, type Host } from './host.ts';

const paths: Record<Place, string> = { home: '/', article: articlePath };

/** The same actions with the site's worker. */
export class RealLife {
	readonly #host: Host;
	readonly #browser: Browser;
	readonly #tabs = new Map<string, Tab>();
	readonly #sources = new Map<Tab, Life['tabs'][number]['from']>();
	readonly #scripts = new Map<Tab, Life['tabs'][number]['script']>();
	#deployed = 'A';

	constructor({ host, browser }: { host: Host; browser: Browser }) {
		this.#host = host;
		this.#browser = browser;
		browser.installsSlowly = true;
	}

	async do(action: Action, next: Life) {
		const browser = this.#browser;
		const some = 'tab' in action ? this.#tabs.get(action.tab) : undefined;
		switch (action.do) {
			case 'deploy':
				this.#deployed = next.deployed;
				return this.#host.deploy(next.deployed);
			case 'online':
				return void (this.#host.isDown = !action.on);
			case 'incomplete':
				return void (this.#host.fault = (path) =>
					action.on && path === scriptOf(this.#deployed) ? 404 : undefined);
			case 'skipWaiting':
				return void (browser.skipsWaiting = action.on);
			case 'finish':
				return browser.finishInstalling();
			case 'save':
				return void (await browser.save().catch(() => {}));
			case 'open': {
				const id = String(next.lastTab);
				return this.#navigate('/', async () => {
					const opened = await browser.open('/');
					this.#tabs.set(id, opened);
					return opened;
				});
			}
			case 'visit':
				if (some) await this.#visit(some, paths[action.place]);
				return;
			case 'script':
				if (some) await this.#load(some);
				return;
			case 'accept':
				if (!some || !browser.waiting) return;
				return this.#navigate(new URL(some.url).pathname, async () => {
					await browser.accept(some);
					return some;
				});
			case 'close':
				if (some) await browser.close(some);
				if (some) this.#tabs.delete(action.tab);
		}
	}

	#visit = (visiting: Tab, path: string) =>
		this.#navigate(path, async () => {
			await this.#browser.visit(visiting, path);
			return visiting;
		});

	async #navigate(path: string, work: () => Promise<Tab>) {
		this.#host.served = [];
		const visiting = await work();
		const source = this.#host.served.includes(path) ? 'network' : 'device';
		this.#sources.set(visiting, visiting.html === null ? null : source);
		this.#scripts.set(visiting, null);
	}

	async #load(loading: Tab) {
		const build = buildIn(loading);
		if (!build) return;
		this.#host.served = [];
		const response = await this.#browser.request(loading, scriptOf(build));
		const text = response?.ok ? await response.text() : '';
		const source = this.#host.served.includes(scriptOf(build)) ? 'network' : 'device';
		this.#scripts.set(loading, text === `export default '${build}';` ? source : 'missing');
	}

	async state() {
		const { installing, waiting, active, caches } = this.#browser;
		const copy = async (name: string) => {
			const page = await (await caches.open(name)).match(articlePath);
			return page ? (/content="(.)"/.exec(await page.text())?.[1] ?? null) : null;
		};
		return {
			installing: installing?.version ?? null,
			waiting: waiting?.version ?? null,
			active: active?.version ?? null,
			kept: (await this.#browser.keptBuilds()).sort(),
			saved: await copy('offprint|/|saved'),
			visited: await copy('offprint|/|visited'),
			tabs: [...this.#tabs].map(([id, shown]) => ({
				id,
				heading: headingOf(shown),
				build: buildIn(shown),
				from: this.#sources.get(shown),
				isControlled: shown.controller !== null,
				script: this.#scripts.get(shown)
			}))
		};
	}
}

const headings = {
	'home page': 'Home',
	article: 'Outbox',
	'offline page': 'Offline',
	'error page of the browser': null
};

/** The same of the figure. */
export const stateOf = ({ installing, waiting, active, kept, saved, visited, tabs }: Life) => ({
	installing,
	waiting,
	active,
	kept: [...kept].sort(),
	saved,
	visited,
	tabs: tabs.map(({ id, shows, build, from, isControlled, script }) => ({
		id,
		heading: headings[shows],
		build,
		from,
		isControlled,
		script
	}))
});
