import { showFeedback, makeButton } from './button.ts';

/** Adds a button that opens a touch device's share sheet, else copies the link. */
export function addShareButton(place: HTMLElement, announce: (text: string) => void) {
	// On computers the clipboard is more useful than the share sheet.
	const canShare = 'share' in navigator && matchMedia('(pointer: coarse)').matches;
	const button = makeButton('share', canShare ? 'Share' : 'Copy link');
	button.addEventListener('click', async () => {
		try {
			if (canShare) await navigator.share({ title: document.title, url: location.href });
			else {
				await navigator.clipboard.writeText(location.href);
				showFeedback(button, { label: 'Link copied', announcement: 'Link copied' }, announce);
			}
		} catch (error) {
			if ((error as Error).name === 'AbortError') return;
			const text = 'Couldn’t copy. Use the address bar.';
			showFeedback(button, { label: text, announcement: text }, announce);
		}
	});
	place.append(button);
}
