import { answer, makeButton } from './button.ts';

/** A button that shares the page where the device has a way to, else copies its link. */
export function offerShare(place: HTMLElement, announce: (text: string) => void) {
	// A computer's share sheet has fewer ways than its clipboard.
	const shares = 'share' in navigator && matchMedia('(pointer: coarse)').matches;
	const button = makeButton('share', shares ? 'Share' : 'Copy link');
	button.addEventListener('click', async () => {
		try {
			if (shares) await navigator.share({ title: document.title, url: location.href });
			else {
				await navigator.clipboard.writeText(location.href);
				answer(button, { shown: 'Link copied', spoken: 'Link copied' }, announce);
			}
		} catch (error) {
			if ((error as Error).name === 'AbortError') return;
			const text = 'Couldn’t copy. Use the address bar.';
			answer(button, { shown: text, spoken: text }, announce);
		}
	});
	place.append(button);
}
