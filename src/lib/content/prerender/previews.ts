import { createHash } from 'node:crypto';
import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { hash } from '$lib/content/cache/hash.ts';
import { currentLibrary } from '$lib/content/library/current.ts';
import { cardFor, type PreviewSubject } from '$lib/content/preview/cards.ts';
import type { PreviewCard } from '$lib/content/preview/draw-card.ts';
import { previewImage } from '$lib/content/preview/preview-image.ts';
import { siteUrl } from '$lib/ui/site-url.ts';

/** An image, with what it says for those who do not see it. */
export interface Preview {
	/** Absolute. */
	url: string;
	alt: string;
}

const describe = ({ kicker, title, tagline, level, fact }: PreviewCard) =>
	[kicker, title, tagline, level, fact].filter(Boolean).join(' · ');

const pathOf = ({ category, slug }: PreviewSubject) =>
	`/${[category, slug, 'preview.png'].filter(Boolean).join('/')}`;

/**
 * The preview image of a page. Chat services keep an image by its address, so a query changes with
 * the picture; the path stays, so posts with an older query still find an image. The development
 * server draws images only when they are asked for, so there the address has no query.
 */
export async function previewFor(of: PreviewSubject): Promise<Preview> {
	const library = await currentLibrary();
	const card = cardFor(library, of)!;
	const url = siteUrl(library.site, pathOf(of));
	const query = dev ? '' : `?v=${hashOf(await previewImage(card))}`;
	return { url: url + query, alt: describe(card) };
}

const hashOf = (png: Buffer) => createHash('sha256').update(png).digest('hex').slice(0, 8);

/** A hash of what the preview image of a page is made from. */
export const previewSource = async (of: PreviewSubject): Promise<string> =>
	hash(JSON.stringify(cardFor(await currentLibrary(), of)));

/** The response with a preview image. */
export async function previewResponse(of: PreviewSubject): Promise<Response> {
	const card = cardFor(await currentLibrary(), of);
	if (!card) error(404, 'No such page');
	return new Response(await previewImage(card), { headers: { 'Content-Type': 'image/png' } });
}
