import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Element, Properties } from 'hast';
import type { Image } from 'mdast';
import { assetPathProblem } from '../../core/article/asset-path.ts';
import { variantPath, type ImageVariant } from '../../core/article/image-variant.ts';
import { ImageProblem, inspectImage, type ImageFacts } from '../images/inspect-image.ts';
import { maxImageWidth } from '../images/make-image.ts';
import { imageSizes, planVariants, type ShownImage } from '../images/plan-variants.ts';
import { element, text } from './element.ts';
import { findTarget, splitAt } from './find-target.ts';
import type { ImageData } from './lift-html.ts';
import type { FigureData } from './plain-text.ts';
import { decodePath } from '../../core/article/canonical-path.ts';
import { encodePath, type Rendering } from './rendering.ts';
import { mayBeTransparent } from './transparency.ts';

/** `#only-dark`, and how GitHub spells it. */
const themeMark = /#(?:only-(light|dark)|gh-(light|dark)-mode-only)$/;

/** The only theme that shows an image, from the fragment of its address. */
export const themeOf = (url: string): string | undefined => {
	const [, theme, mode] = themeMark.exec(url) ?? [];
	return theme ?? mode;
};

/** Where an article shows an image. */
export interface ImagePlace extends Pick<ShownImage, 'isFigure'> {
	/** The first image of the article. */
	isFirst: boolean;
	/** Before the first heading, so that it is likely on the first screen. */
	isOpening: boolean;
}

/** An image with its size, and with its title as a caption. */
export async function drawImage(
	rendering: Rendering,
	node: Image,
	place: ImagePlace
): Promise<Element> {
	const { width: wanted, dark } = (node.data ?? {}) as ImageData;
	const theme = dark ? 'light' : themeOf(node.url);
	const drawn = [await drawFile(rendering, node, node.url, { theme, wanted, ...place })];
	if (dark) drawn.push(await drawFile(rendering, node, dark, { theme: 'dark', wanted, ...place }));
	if (!node.title && drawn.length === 1) return drawn[0]!;
	const caption = node.title
		? [element('span', { className: ['caption'] }, [text(node.title)])]
		: [];
	return element('span', { className: ['captioned'] }, [...drawn, ...caption]);
}

interface Shown extends ImagePlace, ShownImage {
	theme: string | undefined;
}

/** The first image is needed at once. Of two themes one is hidden: when it is lazy it is not fetched. */
const loadingOf = ({ isFirst, isOpening, theme }: Shown): Properties =>
	isFirst && !theme
		? { loading: 'eager', ...(isOpening && { fetchPriority: 'high' }) }
		: { loading: 'lazy' };

async function drawFile(
	rendering: Rendering,
	node: Image,
	url: string,
	shown: Shown
): Promise<Element> {
	const properties = { alt: node.alt ?? '', ...loadingOf(shown), decoding: 'async' };
	const found = readImage(rendering, node, url.replace(themeMark, ''));
	if (!found) return element('img', properties);
	const { name, bytes } = found;
	try {
		const facts = await inspectImage(bytes);
		const variants = await planVariants(name, bytes, facts, shown);
		rendering.variants.push(...variants);
		const source = createHash('sha256').update(bytes).digest('base64url');
		node.data = { ...node.data, caption: node.title ?? '', source } as never satisfies FigureData;
		const [, fragment] = splitAt('#', url.replace(themeMark, ''));
		const image = element('img', {
			src: rendering.file.pagePath + encodePath(name) + (fragment && `#${fragment}`),
			...drawnSize(facts, shown.wanted, variants.length > 0),
			...properties,
			...classOf(shown.theme, bytes, facts.type)
		});
		return variants.length ? picture(rendering, image, variants, imageSizes(facts, shown)) : image;
	} catch (error) {
		if (!(error instanceof ImageProblem)) throw error;
		rendering.fault(node, `image "${url}" ${error.message}`);
		return element('img', properties);
	}
}

function drawnSize(
	{ width, height }: ImageFacts,
	wanted: number | undefined,
	hasVariants: boolean
) {
	const scale = (wanted ?? (hasVariants ? Math.min(width, maxImageWidth) : width)) / width;
	return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function classOf(theme: string | undefined, bytes: Buffer, type: string): Properties {
	const className = [
		...(theme ? [`only-${theme}`] : []),
		...(theme !== 'dark' && mayBeTransparent(bytes, type) ? ['transparent'] : [])
	];
	return className.length ? { className } : {};
}

/** An image with its variants; a browser takes the first format and the width that suit it. */
function picture(
	{ file: { basePath, pagePath } }: Rendering,
	image: Element,
	variants: readonly ImageVariant[],
	sizes: string
): Element {
	const article = pagePath.slice(basePath.length + 1, -1);
	const addressOf = (variant: ImageVariant) =>
		`${basePath}/${encodePath(variantPath(article, variant))}`;
	const sources = (['avif', 'webp'] as const).map((type) => {
		const ofType = variants.filter(({ format }) => format === type);
		const srcSet =
			ofType.length === 1
				? { srcSet: addressOf(ofType[0]!) }
				: { srcSet: ofType.map((one) => `${addressOf(one)} ${one.width}w`).join(', '), sizes };
		return element('source', { type: `image/${type}`, ...srcSet });
	});
	return element('picture', {}, [...sources, image]);
}

/** The image's file in the article's folder; `null` and a fault if it cannot be shown. */
function readImage(
	rendering: Rendering,
	node: Image,
	url: string
): { name: string; bytes: Buffer } | null {
	const fault = (problem: string) => rendering.fault(node, `image "${url}" ${problem}`);
	if (/^(?:https?:|\/\/)/i.test(url)) {
		fault('is on another site; keep a copy beside the article, so that it reads offline');
		return null;
	}
	const [path] = splitAt('#', url);
	const name = findTarget(rendering, path)?.name ?? posix.normalize(decodePath(path));
	const isElsewhere = /^(?:[a-z]+:|\/|\.\.\/)/i.test(name);
	const bytes = isElsewhere ? null : rendering.file.read(name);
	const problem = bytes ? assetPathProblem(name) : `does not exist${rendering.didYouMean(name)}`;
	if (!bytes || problem) {
		fault(problem!);
		return null;
	}
	if (!node.alt) fault(`needs a text in its place: ![what it shows](${url})`);
	rendering.assets.add(name);
	return { name, bytes };
}
