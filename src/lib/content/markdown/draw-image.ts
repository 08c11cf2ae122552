import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Element, Properties } from 'hast';
import { imageSize } from 'image-size';
import type { Image } from 'mdast';
import { assetPathProblem } from '../../core/article/asset-path.ts';
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

/** An image with its size, and with its title as a caption. */
export function drawImage(rendering: Rendering, node: Image, loading: 'lazy' | 'eager'): Element {
	const { width, dark } = (node.data ?? {}) as ImageData;
	const properties = { alt: node.alt ?? '', loading, decoding: 'async' };
	const theme = dark ? 'light' : themeOf(node.url);
	const drawn = [drawFile(rendering, node, node.url, { theme, width, properties })];
	if (dark) drawn.push(drawFile(rendering, node, dark, { theme: 'dark', width, properties }));
	if (!node.title && drawn.length === 1) return drawn[0]!;
	const caption = node.title
		? [element('span', { className: ['caption'] }, [text(node.title)])]
		: [];
	return element('span', { className: ['captioned'] }, [...drawn, ...caption]);
}

interface Shown {
	theme: string | undefined;
	/** The author's width in CSS pixels. */
	width: number | undefined;
	properties: Properties;
}

function drawFile(
	rendering: Rendering,
	node: Image,
	url: string,
	{ theme, width: wanted, properties }: Shown
): Element {
	const found = readImage(rendering, node, url.replace(themeMark, ''));
	if (!found) return element('img', properties);
	const { name, bytes } = found;
	const [, fragment] = splitAt('#', url.replace(themeMark, ''));
	try {
		const { type = '', orientation = 1, ...size } = imageSize(bytes);
		// EXIF orientations 5 to 8 are rotated by 90 degrees, and browsers rotate them back.
		const [width, height] =
			orientation >= 5 ? [size.height, size.width] : [size.width, size.height];
		const scale = wanted ? wanted / width : 1;
		const source = createHash('sha256').update(bytes).digest('base64url');
		node.data = { ...node.data, caption: node.title ?? '', source } as never satisfies FigureData;
		const className = [
			...(theme ? [`only-${theme}`] : []),
			...(theme !== 'dark' && mayBeTransparent(bytes, type) ? ['transparent'] : [])
		];
		return element('img', {
			src: rendering.file.pagePath + encodePath(name) + (fragment && `#${fragment}`),
			width: Math.round(width * scale),
			height: Math.round(height * scale),
			...properties,
			...(className.length && { className })
		});
	} catch {
		rendering.fault(node, `image "${url}" is of no known kind, or damaged`);
		return element('img', properties);
	}
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
