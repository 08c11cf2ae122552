import { makeButton } from './button.ts';
import { markOpen } from './open-parts.ts';

/** In CSS px: distance from the mark's line, and from the window's edge. */
const gapPx = 12;

/** Opens footnotes beside their mark; without popovers their links lead to the end as before. */
export function openFootnotesInPlace(page: HTMLElement, body: HTMLElement, signal: AbortSignal) {
	const marks = body.querySelectorAll<HTMLAnchorElement>('[data-footnote-ref]');
	if (!marks.length || !HTMLElement.prototype.showPopover) return;
	const note = document.createElement('div');
	note.className = 'note prose';
	note.popover = 'auto';
	note.role = 'dialog';
	note.tabIndex = -1;
	const text = document.createElement('div');
	const close = makeButton('close', 'Close');
	close.popoverTargetElement = note;
	close.popoverTargetAction = 'hide';
	note.append(text, close);
	page.append(note);
	let open: HTMLAnchorElement | undefined;
	/** The mark whose note was open at pointerdown, which closes the note before the click event. */
	let openAtPress: HTMLAnchorElement | undefined;

	function setOpen(mark: HTMLAnchorElement | undefined) {
		for (const each of [open, mark]) {
			each?.setAttribute('aria-expanded', String(each === mark));
			if (each) markOpen(each, each === mark);
		}
		open = mark;
	}

	note.addEventListener('toggle', ({ newState }) => {
		if (newState === 'open') return;
		setOpen(undefined);
	});
	window.addEventListener('resize', () => open && place(note, open), { signal });

	for (const mark of marks) {
		mark.setAttribute('aria-haspopup', 'dialog');
		mark.setAttribute('aria-expanded', 'false');
		mark.addEventListener('pointerdown', () => (openAtPress = open), { signal });
		mark.addEventListener(
			'click',
			(event) => {
				const target = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
				if (!target || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
				event.preventDefault();
				const isSecondClick = open === mark || openAtPress === mark;
				openAtPress = undefined;
				note.hidePopover();
				if (isSecondClick) return;
				fill(text, target);
				note.ariaLabel = `Footnote ${mark.textContent}`;
				mark.focus({ preventScroll: true });
				note.showPopover({ source: mark } as never);
				setOpen(mark);
				place(note, mark);
				note.focus({ preventScroll: true });
			},
			{ signal }
		);
	}
}

/** Copies the footnote without its back links, and without ids, which would be duplicates. */
function fill(text: HTMLElement, target: HTMLElement) {
	text.replaceChildren(...[...target.childNodes].map((node) => node.cloneNode(true)));
	for (const back of text.querySelectorAll('[data-footnote-backref]')) back.remove();
	for (const named of text.querySelectorAll('[id]')) named.removeAttribute('id');
}

/** Below its mark, or above if there is no space below; absolute, so that it scrolls along. */
function place(note: HTMLElement, mark: HTMLElement) {
	const at = mark.getBoundingClientRect();
	const { clientWidth, clientHeight } = document.documentElement;
	const { offsetWidth: width, offsetHeight: height } = note;
	const below = at.bottom + gapPx + height <= clientHeight || at.top < height + gapPx;
	const left = Math.max(gapPx, Math.min(at.left, clientWidth - width - gapPx));
	note.style.left = `${left + window.scrollX}px`;
	note.style.top = `${(below ? at.bottom + gapPx : at.top - gapPx - height) + window.scrollY}px`;
}
