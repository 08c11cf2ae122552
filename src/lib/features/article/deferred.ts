/** The deferred part of the article room: what an article's page gets once a reader is there. */
import type { Catalogue } from '$lib/features/catalogue/catalogue.svelte.ts';
import { markSearch } from '$lib/features/search/mark-search.ts';
import { renderBlocksWhenIdle } from '$lib/ui/blocks/render-blocks.ts';
import { highlightCurrentHeading, addContentsButton } from './contents.ts';
import { addCopyButtons } from './copy-code.ts';
import type { ArticleElements } from './article-elements.ts';
import { addEnlargeButtons } from './figures.ts';
import { openFootnotesInPlace } from './footnotes.ts';
import { captureOpenParts, openDetails, openPopup, type OpenParts } from './open-parts.ts';
import { showProgress } from './progress.ts';
import { showProofNotesOnTap } from './proof-notes.ts';
import { addShareButton } from './share.ts';
import './forced-colors.css';
import './print.css';
import './proof-notes.css';
import './enhance.css';

export { captureOpenParts };

/** Waits for the enhancements of the page to start. */
let pendingPopup: OpenParts | null = null;

/** Opens again what was open when the reader left the article. */
export function restoreOpenParts(parts: OpenParts) {
	openDetails(parts);
	if (document.querySelector('.reading-place')) openPopup(parts);
	else pendingPopup = parts;
}

/**
 * @param minutes the article's reading time
 * @param signal stops everything; added elements are removed with the page
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
		highlightCurrentHeading(contents, body, signal);
		addContentsButton(contents, place, signal);
	}
	addCopyButtons(body, announce);
	addShareButton(links, announce);
	openFootnotesInPlace(page, body, signal);
	addEnlargeButtons(page, body);
	showProofNotesOnTap(body, signal);
	if (pendingPopup) openPopup(pendingPopup);
	pendingPopup = null;
	renderBlocksWhenIdle(body, signal);
	markSearch(page, body, catalogue, signal);
}
