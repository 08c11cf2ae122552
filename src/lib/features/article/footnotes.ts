import { makeButton } from './button.ts';

/** In pixels: clear of the line below a raised mark, and of the window's edge. */
const gap = 12;

/** Footnotes open beside their mark, where the browser has popovers; elsewhere their links lead on. */
export function openNotesInPlace(page: HTMLElement, body: HTMLElement, signal: AbortSignal) {
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
	/** A press beside the note closes it before its click comes. */
	let pressed: HTMLAnchorElement | undefined;

	note.addEventListener('toggle', ({ newState }) => {
		if (newState === 'open') return;
		open?.setAttribute('aria-expanded', 'false');
		open = undefined;
	});
	window.addEventListener('resize', () => open && put(note, open), { signal });

	for (const mark of marks) {
		mark.setAttribute('aria-haspopup', 'dialog');
		mark.setAttribute('aria-expanded', 'false');
		mark.addEventListener('pointerdown', () => (pressed = open), { signal });
		mark.addEventListener(
			'click',
			(event) => {
				const target = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
				if (!target || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
				event.preventDefault();
				const again = open === mark || pressed === mark;
				pressed = undefined;
				note.hidePopover();
				if (again) return;
				fill(text, target);
				note.ariaLabel = `Footnote ${mark.textContent}`;
				mark.focus();
				note.showPopover({ source: mark } as never);
				open = mark;
				mark.setAttribute('aria-expanded', 'true');
				put(note, mark);
				note.focus({ preventScroll: true });
			},
			{ signal }
		);
	}
}

/** The note's own words: without the way back, and without ids, which are there already. */
function fill(text: HTMLElement, target: HTMLElement) {
	text.replaceChildren(...[...target.childNodes].map((node) => node.cloneNode(true)));
	for (const back of text.querySelectorAll('[data-footnote-backref]')) back.remove();
	for (const named of text.querySelectorAll('[id]')) named.removeAttribute('id');
}

/** Under its mark, or over it where there is no room below; in the page, so that it scrolls along. */
function put(note: HTMLElement, mark: HTMLElement) {
	const at = mark.getBoundingClientRect();
	const { clientWidth, clientHeight } = document.documentElement;
	const { offsetWidth: width, offsetHeight: height } = note;
	const below = at.bottom + gap + height <= clientHeight || at.top < height + gap;
	const left = Math.max(gap, Math.min(at.left, clientWidth - width - gap));
	note.style.left = `${left + window.scrollX}px`;
	note.style.top = `${(below ? at.bottom + gap : at.top - gap - height) + window.scrollY}px`;
}
