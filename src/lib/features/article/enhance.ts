/**
 * What an article's page gains once it can be read. It comes late, moves nothing that stands, and
 * the page is whole without it.
 */
import { offerCopies } from './copy-code.ts';
import { followContents, offerContents } from './contents.ts';
import { openFiguresLarge } from './figures.ts';
import { openNotesInPlace } from './footnotes.ts';
import { layOutAtRest } from '$lib/ui/dom/render-blocks.ts';
import { showProgress } from './progress.ts';
import { offerShare } from './share.ts';
import './enhance.css';

/**
 * @param page holds the article, the navigation of its headings and what follows it
 * @param minutes the article's reading time
 * @param signal ends it all; what was put into the page goes with the page
 */
export function startReading(page: HTMLElement, minutes: number, signal: AbortSignal) {
	const body = page.querySelector<HTMLElement>('.prose')!;
	const contents = page.querySelector<HTMLElement>('.aside nav');
	const announcer = document.createElement('span');
	announcer.className = 'visually-hidden';
	announcer.ariaLive = 'polite';
	page.append(announcer);
	const announce = (text: string) => (announcer.textContent = text);

	const place = document.createElement('div');
	place.className = 'reading-place';
	(contents ?? page).append(place);
	showProgress(page, place, body, minutes, signal);
	if (contents) {
		followContents(contents, body, signal);
		offerContents(contents, place, signal);
	}
	offerCopies(body, announce);
	offerShare(page.querySelector<HTMLElement>('.end .links')!, announce);
	openNotesInPlace(page, body, signal);
	openFiguresLarge(page, body);
	layOutAtRest(body, signal);
}
