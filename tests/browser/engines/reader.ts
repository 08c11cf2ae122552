/** A browser as its reader uses it, whichever engine it has. */
export interface Reader {
	/** Opens an address and waits until it has loaded. */
	open(url: string): Promise<void>;
	back(): Promise<void>;
	/** Clicks the first visible element that a selector matches and whose text matches. */
	click(selector: string, text?: RegExp): Promise<void>;
	/** Types into the field that a selector matches, key by key. */
	type(selector: string, text: string): Promise<void>;
	/** Runs a function in the page; it sees nothing but its arguments. */
	run<Result, Arguments extends unknown[]>(
		script: (...args: Arguments) => Result | Promise<Result>,
		...args: Arguments
	): Promise<Result>;
	/** Errors of pages since the last call. */
	takeErrors(): Promise<string[]>;
	/** Ends the browser and what was started for it. */
	close(): Promise<void>;
}

/** Runs in the page: the first visible element that matches, scrolled to; throws if there is none. */
export function findElement(selector: string, pattern: string | null): Element {
	for (const element of document.querySelectorAll(selector))
		if (
			element.checkVisibility({ visibilityProperty: true }) &&
			(pattern === null || new RegExp(pattern).test(element.textContent.trim()))
		) {
			element.scrollIntoView({ block: 'center', behavior: 'instant' });
			return element;
		}
	throw new Error(`No ${selector} ${pattern ?? ''} at ${location.href}`);
}

const pollMs = 50;

/** Repeats what fails until it succeeds or the time is over. */
export async function retry<Result>(
	timeoutMs: number,
	attempt: () => Promise<Result>
): Promise<Result> {
	const end = performance.now() + timeoutMs;
	for (;;)
		try {
			return await attempt();
		} catch (error) {
			if (performance.now() > end) throw error;
			await new Promise((next) => setTimeout(next, pollMs));
		}
}

/** How long an element may take to appear. */
export const elementTimeoutMs = 30_000;
