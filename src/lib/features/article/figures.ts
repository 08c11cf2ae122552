import { makeButton } from './button.ts';

type Picture = SVGElement | HTMLImageElement;

/** An image of fewer pixels has nothing more to show when it is large. */
const minWidth = 320;

const isWorthIt = (picture: Picture) =>
	!(picture instanceof HTMLImageElement) || Number(picture.getAttribute('width')) >= minWidth;

/** Diagrams and images open in a dialog, as large as the window lets them be. */
export function openFiguresLarge(page: HTMLElement, body: HTMLElement) {
	const pictures = [...body.querySelectorAll<Picture>('.diagram svg, .image img')];
	let dialog: HTMLDialogElement | undefined;
	for (const picture of pictures.filter(isWorthIt)) {
		const button = makeButton('enlarge', 'Enlarge', `Enlarge: ${nameOf(picture)}`);
		button.addEventListener('click', () => {
			dialog ??= makeDialog(page);
			show(dialog, picture);
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
	// The arrow heads that it points at stay those of the page.
	for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
	copy.removeAttribute('loading');
	const scroll = dialog.querySelector<HTMLElement>('.scroll')!;
	scroll.replaceChildren(copy);
	dialog.ariaLabel = scroll.ariaLabel = nameOf(picture);
	dialog.showModal();
	// As it was drawn at least, to be scrolled in a narrow window, and from its middle.
	const drawn = parseFloat(picture.getAttribute('width') ?? '0');
	copy.style.minWidth = `${Math.min(drawn, 2 * scroll.clientWidth)}px`;
	scroll.scrollLeft = (scroll.scrollWidth - scroll.clientWidth) / 2;
}
