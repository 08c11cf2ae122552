import { showFeedback, makeButton } from './button.ts';

/** Gives every code block a Copy button; `announce` tells screen readers the outcome. */
export function addCopyButtons(body: HTMLElement, announce: (text: string) => void) {
	for (const box of body.querySelectorAll<HTMLElement>('.code pre')) {
		const name = `Copy ${(box.ariaLabel ?? 'Code').replace(/^Code/, 'code')}`;
		const button = makeButton('copy-code', 'Copy', name);
		button.addEventListener('click', async () => showFeedback(button, await copy(box), announce));
		box.before(button);
	}
}

async function copy(box: HTMLElement) {
	try {
		await navigator.clipboard.writeText(box.textContent.replace(/\n$/, ''));
		return { label: 'Copied', announcement: 'Code copied' };
	} catch {
		// No permission, or no secure context: select the code, so that Ctrl+C copies it.
		getSelection()?.selectAllChildren(box);
		return { label: 'Selected', announcement: 'Code selected. Press Ctrl+C to copy.' };
	}
}
