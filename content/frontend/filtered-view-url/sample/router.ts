/**
 * The part of SvelteKit's router that a list page uses, over the history of the window: `goto`, the
 * callbacks around a navigation, and the address.
 */
interface Place {
	url: URL;
}
interface Navigation {
	from: Place;
	to: Place;
	type: 'goto' | 'popstate';
}
type Callback = (navigation: Navigation) => void;

const before = new Set<Callback>();
const after = new Set<Callback>();
let current = location.href;

export const beforeNavigate = (callback: Callback) => void before.add(callback);
export const afterNavigate = (callback: Callback) => void after.add(callback);

function announce(callbacks: ReadonlySet<Callback>, to: string, type: Navigation['type']) {
	const navigation = { from: { url: new URL(current) }, to: { url: new URL(to) }, type };
	for (const callback of callbacks) callback(navigation);
}

/** Loading the next page takes a while, in which a reader may go on typing. */
const loading = () => new Promise((resolve) => setTimeout(resolve, 10));

const running = new Set<Promise<void>>();

export function goto(url: string, { replaceState = false } = {}): Promise<void> {
	const navigation = navigate(url, replaceState).finally(() => running.delete(navigation));
	running.add(navigation);
	return navigation;
}

async function navigate(url: string, replaceState: boolean) {
	const to = new URL(url, location.href).href;
	announce(before, to, 'goto');
	await loading();
	history[replaceState ? 'replaceState' : 'pushState']({}, '', url);
	announce(after, to, 'goto');
	current = to;
}

/** Resolves when no navigation is under way. */
export async function idle() {
	while (running.size) await Promise.all(running);
}

// The browser has moved to the other entry already.
addEventListener('popstate', () => {
	announce(before, location.href, 'popstate');
	announce(after, location.href, 'popstate');
	current = location.href;
});

export const page = {
	get url() {
		return new URL(location.href);
	}
};

export const resolve = (path: string) => path;

/** Another page is shown, so its own callbacks count. */
export function leaveAll() {
	before.clear();
	after.clear();
	current = location.href;
}
