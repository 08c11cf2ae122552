import { answer, makeButton } from './button.ts';

/** Gives every block of code a button that copies it; `announce` says to everybody that it did. */
export function offerCopies(body: HTMLElement, announce: (text: string) => void) {
	for (const box of body.querySelectorAll<HTMLElement>('.code pre')) {
		const name = `Copy ${(box.ariaLabel ?? 'Code').replace(/^Code/, 'code')}`;
		const button = makeButton('copy-code', 'Copy', name);
		button.addEventListener('click', async () => answer(button, await copy(box), announce));
		box.before(button);
	}
}

async function copy(box: HTMLElement) {
	try {
		await navigator.clipboard.writeText(box.textContent.replace(/\n$/, ''));
		return { shown: 'Copied', spoken: 'Code copied' };
	} catch {
		// No permission, or no secure context: it is selected, so that one key copies it.
		getSelection()?.selectAllChildren(box);
		return { shown: 'Selected', spoken: 'Code selected. Press Ctrl+C to copy.' };
	}
}
