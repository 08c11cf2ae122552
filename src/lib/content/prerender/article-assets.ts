import { readFile } from 'node:fs/promises';
import { maxImageWidth, servedImage } from '$lib/content/images/make-image.ts';
import { findArticle } from '$lib/content/library/current.ts';
import type { LibraryArticle } from '$lib/content/library/library-article.ts';
import { articleBody } from './article-document.ts';
import { diagramFilesOf } from './feed-diagrams.ts';

/** The files next to an article's page: images, linked files, and the diagrams of its feed entry. */
export async function assetNames(article: LibraryArticle): Promise<string[]> {
	const diagrams = diagramFilesOf(await articleBody(article));
	return [...article.assets.keys(), ...new Set(diagrams.map(({ name }) => name))];
}

async function servedFile(article: LibraryArticle, name: string, bytes: Buffer) {
	if (!imageName.test(name)) return new Uint8Array(bytes);
	const hasVariants = [...article.variants.values()].some(({ image }) => image === name);
	return new Uint8Array(await servedImage(bytes, hasVariants ? maxImageWidth : Infinity));
}

const imageName = /\.(?:avif|gif|jpe?g|png|webp)$/i;

/** `null` if the article has no such file. */
export async function readAsset(params: {
	category: string;
	slug: string;
	asset: string;
}): Promise<Uint8Array<ArrayBuffer> | null> {
	const article = await findArticle(params);
	const path = article?.assets.get(params.asset);
	if (path) return servedFile(article!, params.asset, await readFile(path));
	const diagram =
		article && diagramFilesOf(await articleBody(article)).find(({ name }) => name === params.asset);
	return diagram ? new Uint8Array(Buffer.from(diagram.svg)) : null;
}
