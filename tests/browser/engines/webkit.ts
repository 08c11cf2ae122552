import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../built/free-port.ts';
import { openDisplay } from './display.ts';
import { ProcessGroup } from './process-group.ts';
import { elementTimeoutMs, findElement, retry, type Reader } from './reader.ts';
import { WebDriver } from './web-driver.ts';

const startTimeoutMs = 30_000;

/**
 * Writes settings of GTK: without hardware acceleration, WebKitGTK 2.50 crashes in a view transition,
 * and readers who reduce motion get none.
 */
function reduceMotion(folder: string): string {
	mkdirSync(join(folder, 'gtk-3.0'));
	writeFileSync(join(folder, 'gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
	return folder;
}

/** Starts WebKitGTK's MiniBrowser, which keeps its data in memory. */
export async function startWebKit(driverPath: string): Promise<Reader> {
	const folder = mkdtempSync(join(tmpdir(), 'offprint-webkit-'));
	const processes = new ProcessGroup();
	const end = () => {
		processes.end();
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	try {
		const display = openDisplay(folder, await freePort(), processes);
		const env = { ...display, XDG_CONFIG_HOME: reduceMotion(folder) };
		const port = await freePort();
		processes.start(driverPath, [`--port=${port}`], env);
		const driver = await retry(startTimeoutMs, () =>
			WebDriver.start(`http://127.0.0.1:${port}`, {
				'webkitgtk:browserOptions': { args: ['--automation'] }
			})
		);
		await driver.post('window/rect', { width: 1280, height: 800 });
		return readerOf(driver, end);
	} catch (error) {
		end();
		throw new Error(`WebKit does not start: ${processes.output}`, { cause: error });
	}
}

/**
 * Runs in the page: takes the errors since it ran in this document before. WebDriver has no command
 * for the console; a page that fails before this runs for the first time is never ready.
 */
function takeErrors(): string[] {
	const page = window as { errorsOfTest?: string[] };
	if (!page.errorsOfTest) {
		const errors: string[] = (page.errorsOfTest = []);
		addEventListener('error', ({ message }) => errors.push(message));
		addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
		console.error = (...values) => errors.push(values.join(' '));
	}
	return page.errorsOfTest.splice(0);
}

function readerOf(driver: WebDriver, end: () => void): Reader {
	const errors: string[] = [];
	const readErrors = async () => errors.push(...(await driver.run(takeErrors)));
	/** Sends a command to an element; again if the page has replaced the element meanwhile. */
	const toElement = (command: string, selector: string, text?: RegExp, parameters?: object) =>
		retry(elementTimeoutMs, async () => {
			// An element comes as an object with its name.
			const element: object = await driver.run(findElement, selector, text?.source ?? null);
			await driver.post(`element/${Object.values(element)[0]}/${command}`, parameters);
		});
	return {
		async open(url) {
			await readErrors();
			await driver.post('url', { url });
			await readErrors();
		},
		back: async () => void (await driver.post('back')),
		click: (selector, text) => toElement('click', selector, text),
		type: (selector, text) => toElement('value', selector, undefined, { text }),
		run: (script, ...args) => driver.run(script, ...args),
		async takeErrors() {
			await readErrors();
			return errors.splice(0);
		},
		async close() {
			await driver.end().catch(() => {});
			end();
		}
	};
}
