/** The deferred part of the article room: everything that an article's page gains when it is idle. */
import type { Catalogue } from '$lib/features/catalogue/catalogue.svelte.ts';
import { markSearch } from '$lib/features/search/mark-search.ts';
import { renderBlocksWhenIdle } from '$lib/ui/blocks/render-blocks.ts';
import { followContents, offerContents } from './contents.ts';
import { offerCopies } from './copy-code.ts';
import type { ArticleElements } from './article-elements.ts';
import { openFiguresLarge } from './figures.ts';
import { openNotesInPlace } from './footnotes.ts';
import { showProgress } from './progress.ts';
import { offerShare } from './share.ts';
import './enhance.css';

/**
 * @param minutes the article's reading time
 * @param signal ends all of it; added elements leave with the page
 */
export function startEnhancements(
	{ page, body, contents, links }: ArticleElements,
	minutes: number,
	catalogue: Catalogue,
	signal: AbortSignal
) {
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
	offerShare(links, announce);
	openNotesInPlace(page, body, signal);
	openFiguresLarge(page, body);
	renderBlocksWhenIdle(body, signal);
	markSearch(page, body, catalogue, signal);
}
