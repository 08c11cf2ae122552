import type { Browser, Tab } from './browser.ts';

/** Runs the script of the page that asks a waiting version to take over, until it reloads itself. */
export async function runTakeoverPage(tab: Tab, browser: Browser): Promise<void> {
	const [, script] = /<script>([\s\S]*?)<\/script>/.exec(tab.html!)!;
	const { waiting } = browser;
	const asked: Promise<void>[] = [];
	const postMessage = (data: unknown, ports: unknown[]) =>
		void asked.push(waiting!.dispatch('message', { data, ports, source: tab }));
	const serviceWorker = {
		addEventListener: (_type: string, listener: () => void) => (tab.oncontrollerchange = listener),
		getRegistration: async () => ({ waiting: waiting && { postMessage } })
	};
	await new Promise<void>((reload) => {
		const names = ['location', 'navigator', 'MessageChannel', 'setTimeout'];
		const page = new Function(...names, script!) as (...values: unknown[]) => void;
		page({ reload }, { serviceWorker }, Channel, () => {});
	});
	delete tab.oncontrollerchange;
	await Promise.all(asked);
}

class Channel {
	port1: { onmessage?: (event: { data: unknown }) => void } = {};
	port2 = { postMessage: (data: unknown) => this.port1.onmessage?.({ data }) };
}
