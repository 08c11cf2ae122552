import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import type { MeasuredSite } from './measured-site.ts';
import { median, type Measure } from './measures.ts';
import {
	pageRecord,
	serveSite,
	throttleCpu,
	throttleNetwork,
	untouchedPage
} from './served-site.ts';

/** Where the bare page is written in the built site. */
const barePath = '/bare-page/';
const attempts = 7;

/** The text and the style sheets of a page, and nothing else. */
export function barePage(html: string): string {
	const styles = html
		.replace(/<noscript>.*?<\/noscript>/gs, '')
		.match(/<link\b[^>]*\brel="stylesheet"[^>]*>/g)!;
	const [, title] = /<title>([^<]*)<\/title>/.exec(html)!;
	const [, body] = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)!;
	const text = body!.replace(/<(script|noscript)\b.*?<\/\1>|<!--.*?-->/gs, '');
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${styles.join('')}</head><body>${text}</body></html>`;
}

const conditions = {
	'4x CPU': (page: Page) => throttleCpu(page, 4),
	'slow 4G': throttleNetwork
};

/** Compares when an article is painted with the same text and style sheets as a page without anything else. */
export async function measureAgainstBare(
	browser: Browser,
	{ folder, name, pages }: MeasuredSite
): Promise<Measure[]> {
	const bare = barePage(readFileSync(join(folder, pages.article, 'index.html'), 'utf8'));
	mkdirSync(join(folder, barePath), { recursive: true });
	writeFileSync(join(folder, barePath, 'index.html'), bare);
	writeFileSync(join(folder, barePath, 'index.html.br'), brotliCompressSync(bare));
	return serveSite(folder, async (origin) => {
		const measures: Measure[] = [];
		for (const [condition, apply] of Object.entries(conditions)) {
			const paints = { ours: [] as number[][], bare: [] as number[][] };
			// One after the other, so that what else the machine does concerns both.
			for (let n = 0; n < attempts; n++)
				for (const [which, path] of [
					['ours', pages.article],
					['bare', barePath]
				] as const) {
					const { firstPaintMs, largestPaintMs } = await untouchedPage(
						browser,
						origin + path,
						pageRecord,
						apply
					);
					paints[which].push([firstPaintMs, largestPaintMs]);
				}
			['First', 'Largest'].forEach((paint, index) => {
				const [ours, other] = [paints.ours, paints.bare].map((all) =>
					median(all.map((one) => one[index]!))
				) as [number, number];
				measures.push({
					name: `${paint} contentful paint of an article by that of a bare page, ${name}, ${condition}`,
					value: ours / other,
					unit: 'share',
					budget: 1.1,
					note: `${ours.toFixed(0)} ms, bare ${other.toFixed(0)} ms`
				});
			});
		}
		return measures;
	});
}
