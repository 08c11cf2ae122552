import type { BrowserContextOptions, CDPSession, Page } from 'playwright-core';
import { sharedBrowser, startAtOnce } from './shared-browser.ts';

/** Options that a tab can be given at any time. */
export type TabOptions = Pick<
	BrowserContextOptions,
	'viewport' | 'colorScheme' | 'reducedMotion' | 'javaScriptEnabled'
>;

export const defaultViewport = { width: 1280, height: 800 };

/** Enough for the history of one test; browsers cap its length, which tests would not notice. */
export const maxHistoryLength = 20;

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** The session for what Playwright has no method for. */
export function sessionOf(page: Page): Promise<CDPSession> {
	const session = sessions.get(page) ?? page.context().newCDPSession(page);
	sessions.set(page, session);
	return session;
}

/** Sets the size of text that a reader has chosen in the browser, in CSS px. */
export const setFontSize = async (page: Page, fontSize: number) =>
	(await sessionOf(page)).send('Page.setFontSizes', {
		fontSizes: { standard: fontSize, fixed: 13 }
	});

/**
 * A tab that tests use one after another, each as if it were the first of a new browser, which would take
 * longer than most tests: its storage is empty and its settings are the usual ones. Only the browser's
 * HTTP cache and compiled scripts are left from earlier tests.
 */
export class ReusedTab {
	#page: Page | undefined;
	#isTaken = false;
	#runsScripts = true;
	/** Whether a test did what cannot be undone. */
	#isTainted = false;

	/**
	 * @param blank a page of the origin that loads nothing
	 * @param watch is given each new tab
	 */
	constructor(
		private readonly blank: string,
		private readonly watch: (page: Page) => void
	) {}

	/**
	 * The tab for a test; `undefined` if the test has it already.
	 * @param stays whether the page may stay as an earlier test left it
	 */
	async take(options: TabOptions, stays: (url: string) => boolean): Promise<Page | undefined> {
		if (this.#isTaken) return undefined;
		this.#isTaken = true;
		const canStay = this.#runsScripts && options.javaScriptEnabled !== false;
		if (this.#page && !(await this.#reset(this.#page, canStay && stays(this.#page.url()))))
			await this.#end();
		const page = (this.#page ??= await this.#newTab());
		this.#runsScripts = options.javaScriptEnabled !== false;
		const session = await sessionOf(page);
		await session.send('Emulation.setScriptExecutionDisabled', { value: !this.#runsScripts });
		await page.setViewportSize(options.viewport!);
		await page.emulateMedia({
			media: null,
			colorScheme: options.colorScheme ?? 'light',
			reducedMotion: options.reducedMotion ?? 'no-preference',
			forcedColors: 'none',
			contrast: 'no-preference'
		});
		return page;
	}

	/**
	 * Ends the use of a tab.
	 * @param hasPassed whether the test that had it went well
	 * @returns false for a tab that is not this one
	 */
	async giveBack(page: Page, hasPassed: boolean): Promise<boolean> {
		if (page !== this.#page) return false;
		this.#isTaken = false;
		if (!hasPassed || this.#isTainted || page.isClosed()) await this.#end();
		return true;
	}

	async #end() {
		await this.#page?.context().close();
		this.#page = undefined;
	}

	async #newTab(): Promise<Page> {
		const context = await (await sharedBrowser()).newContext({ viewport: defaultViewport });
		await startAtOnce(context);
		const page = await context.newPage();
		this.watch(page);
		await sessionOf(page);
		this.#isTainted = false;
		const taint = () => void (this.#isTainted = true);
		notice(page, ['addInitScript', 'exposeFunction', 'exposeBinding', 'on', 'once'], taint);
		notice(page.clock, ['install', 'setFixedTime', 'setSystemTime'], taint);
		notice(context, ['addInitScript', 'grantPermissions', 'newCDPSession', 'setOffline'], taint);
		return page;
	}

	/** @returns whether the tab is as good as new */
	async #reset(page: Page, stays: boolean): Promise<boolean> {
		for (const other of page.context().pages()) if (other !== page) await other.close();
		await page.unrouteAll({ behavior: 'ignoreErrors' });
		await page.mouse.move(-1, -1);
		await setFontSize(page, 16);
		if (stays) return true;
		await page.goto(this.blank);
		const historyLength = await page.evaluate(() => history.length);
		const origin = new URL(this.blank).origin;
		const session = await sessionOf(page);
		await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
		return historyLength <= maxHistoryLength;
	}
}

/** Calls `onCall` before each call of these methods. */
export function notice<T extends object>(object: T, names: (keyof T)[], onCall: () => void) {
	for (const name of names) {
		const method = object[name] as (...args: unknown[]) => unknown;
		object[name] = ((...args: unknown[]) => {
			onCall();
			return method.apply(object, args);
		}) as never;
	}
}
