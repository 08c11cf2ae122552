import { focusInSight } from '$lib/ui/dom/focus-text.ts';

/** What gathers controls that belong together, the innermost first. */
const region = 'dialog, fieldset, [role=group], ul, form, aside, nav, main';
const controls = 'a[href], button, input, select, summary, [tabindex="0"]';

const hasRoom = (control: HTMLElement) =>
	control.isConnected && !control.matches(':disabled') && control.checkVisibility();

/** In reading order: what follows the element in its region, then what stands before it. */
function neighboursOf(element: HTMLElement): HTMLElement[] {
	const found: HTMLElement[] = [];
	for (
		let around = element.parentElement?.closest(region);
		around;
		around = around.parentElement?.closest(region)
	) {
		const all = [...around.querySelectorAll<HTMLElement>(controls)];
		const at = all.indexOf(element);
		found.push(...all.slice(at + 1), ...all.slice(0, at).reverse());
		if (around.matches('dialog, aside, main')) break;
	}
	return found;
}

/**
 * Where a press takes the pressed control away, its neighbour takes the focus; the browser would
 * drop it at the page's top. From a note that closes it goes back to where it was before.
 */
export function keepFocus(root: HTMLElement) {
	let focused: HTMLElement | null = null;
	let neighbours: HTMLElement[] = [];
	let before: HTMLElement | null = null;
	let path = '';
	root.addEventListener('focusin', ({ target, relatedTarget }) => {
		const element = target as HTMLElement;
		if (element === root) return;
		const aside = element.closest('aside');
		if (aside && relatedTarget instanceof HTMLElement && !aside.contains(relatedTarget))
			before = relatedTarget;
		focused = element;
		path = location.pathname;
		neighbours = neighboursOf(element);
	});
	new MutationObserver(() => {
		if (!focused || focused.isConnected) return;
		const candidates = [...neighbours, ...(before ? [before] : [])];
		focused = null;
		// A navigation begins at the top of its page.
		if (document.activeElement !== document.body || location.pathname !== path) return;
		const next = candidates.find(hasRoom);
		if (next) next.focus({ preventScroll: true });
		else focusInSight(document.getElementById('pageContent')!);
	}).observe(root, { childList: true, subtree: true });
}
