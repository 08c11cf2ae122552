import { focusInSight } from '$lib/ui/dom/focus-text.ts';

/** Elements that group related controls, innermost first. */
const region = 'dialog, fieldset, [role=group], ul, form, aside, nav, main';
const controls = 'a[href], button, input, select, summary, [tabindex="0"]';

const isFocusable = (control: HTMLElement) =>
	control.isConnected && !control.matches(':disabled') && control.checkVisibility();

/** In order of preference: the controls after the element in its group, then those before it. */
function focusCandidates(element: HTMLElement): HTMLElement[] {
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
 * When activating a control removes it, moves the focus to its nearest neighbor instead of
 * `<body>`, which would send Tab to the top; when a notice closes, to where the focus was before.
 */
export function restoreFocusOnRemoval(root: HTMLElement) {
	let focused: HTMLElement | null = null;
	let candidates: HTMLElement[] = [];
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
		candidates = focusCandidates(element);
	});
	new MutationObserver(() => {
		if (!focused || focused.isConnected) return;
		focused = null;
		// A navigation starts at the top of the new page.
		if (document.activeElement !== document.body || location.pathname !== path) return;
		const next = [...candidates, ...(before ? [before] : [])].find(isFocusable);
		if (next) next.focus({ preventScroll: true });
		else focusInSight(document.getElementById('pageContent')!);
	}).observe(root, { childList: true, subtree: true });
}
