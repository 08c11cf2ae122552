/**
 * While a view transition waits for the new page, the browser paints nothing, so what the page needs for its
 * first frame may be done in several tasks, between which the browser can respond.
 */

let works: Promise<unknown>[] | null = null;

/**
 * Does work in a task of its own if the frame is held, which then waits for it; otherwise at once. What the work
 * has added is laid out in the task after it, so that the frame's last task has no more than its share.
 */
export function inHeldFrame(work: () => unknown) {
	if (works) works.push(nextTask().then(work), nextTask().then(layOut));
	else void work();
}

/** Reading a height makes the browser lay out the page. */
const layOut = () => document.documentElement.offsetHeight;

/** Holds the frame while a page is shown, and until the work that it has asked for is done. */
export async function holdFrame(show: () => Promise<unknown>) {
	const own: Promise<unknown>[] = (works = []);
	try {
		await show();
		// Work may ask for more.
		for (const work of own) await work;
	} finally {
		if (works === own) works = null;
	}
}

/** Resolves in the next task. */
export const nextTask = () => new Promise<void>((next) => setTimeout(next));
