import { makeButton } from './button.ts';
import { markOpen } from './open-parts.ts';

type Picture = SVGElement | HTMLImageElement;

/** A smaller image shows nothing more when it is enlarged. */
const minWidthPx = 320;

const isLargeEnough = (picture: Picture) =>
	!(picture instanceof HTMLImageElement) || Number(picture.getAttribute('width')) >= minWidthPx;

/** Gives diagrams and images a button that opens them in a dialog as large as the window. */
export function addEnlargeButtons(page: HTMLElement, body: HTMLElement) {
	const pictures = [...body.querySelectorAll<Picture>('.diagram svg, .image img')];
	let dialog: HTMLDialogElement | undefined;
	for (const picture of pictures.filter(isLargeEnough)) {
		const button = makeButton('enlarge', 'Enlarge', `Enlarge: ${nameOf(picture)}`);
		button.addEventListener('click', () => {
			dialog ??= makeDialog(page);
			show(dialog, picture);
			markOpen(button, true);
			dialog.onclose = () => markOpen(button, false);
		});
		picture.closest('figure')!.append(button);
	}
}

const nameOf = (picture: Picture) =>
	(picture instanceof HTMLImageElement ? picture.alt : picture.ariaLabel) ?? '';

function makeDialog(page: HTMLElement): HTMLDialogElement {
	const dialog = document.createElement('dialog');
	dialog.className = 'large-figure';
	dialog.setAttribute('closedby', 'any');
	const close = makeButton('close', 'Close');
	close.addEventListener('click', () => dialog.close());
	const scroll = document.createElement('div');
	scroll.className = 'scroll diagram';
	scroll.tabIndex = 0;
	scroll.role = 'group';
	dialog.append(close, scroll);
	page.append(dialog);
	return dialog;
}

function show(dialog: HTMLDialogElement, picture: Picture) {
	const copy = picture.cloneNode(true) as Picture;
	// References to arrow heads still resolve to those in the page.
	for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
	copy.removeAttribute('loading');
	const scroll = dialog.querySelector<HTMLElement>('.scroll')!;
	scroll.replaceChildren(copy);
	dialog.ariaLabel = scroll.ariaLabel = nameOf(picture);
	dialog.showModal();
	// At least as large as drawn, scrolled to its middle in a narrow window.
	const drawn = parseFloat(picture.getAttribute('width') ?? '0');
	copy.style.minWidth = `${Math.min(drawn, 2 * scroll.clientWidth)}px`;
	scroll.scrollLeft = (scroll.scrollWidth - scroll.clientWidth) / 2;
}
