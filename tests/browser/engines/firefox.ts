import { launch, type ElementHandle } from 'puppeteer-core';
import { elementTimeoutMs, findElement, retry, type Reader } from './reader.ts';

/** Starts Firefox as it is installed, with a new profile and no window, over WebDriver BiDi. */
export async function startFirefox(executablePath: string): Promise<Reader> {
	const browser = await launch({ browser: 'firefox', executablePath });
	const page = await browser.newPage();
	await page.setViewport({ width: 1280, height: 800 });
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(String(error)));
	page.on('console', (message) => {
		if (message.type() === 'error') errors.push(message.text());
	});
	const element = async (selector: string, text?: RegExp) => {
		const handle = await page.evaluateHandle(findElement, selector, text?.source ?? null);
		return handle.asElement() as ElementHandle<Element>;
	};
	return {
		open: async (url) => void (await page.goto(url)),
		back: async () => void (await page.goBack()),
		click: (selector, text) =>
			retry(elementTimeoutMs, async () => (await element(selector, text)).click()),
		type: (selector, text) =>
			retry(elementTimeoutMs, async () => (await element(selector)).type(text)),
		run: (script, ...args) => page.evaluate(script as never, ...args) as never,
		takeErrors: async () => errors.splice(0),
		close: () => browser.close()
	};
}
