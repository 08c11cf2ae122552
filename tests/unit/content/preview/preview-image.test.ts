import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { levels } from '../../../../src/lib/core/article/article.ts';
import { lineParts } from '../../../../src/lib/content/preview/break-lines.ts';
import { lightColor } from '../../../../src/lib/content/preview/colors.ts';
import {
	drawCard,
	levelBars,
	previewSize,
	type PreviewCard
} from '../../../../src/lib/content/preview/draw-card.ts';
import { fitText } from '../../../../src/lib/content/preview/fit-text.ts';
import { previewImage } from '../../../../src/lib/content/preview/preview-image.ts';
import { prepareText, shapeLine } from '../../../../src/lib/content/preview/shape-text.ts';

const card = (changes: Partial<PreviewCard> = {}): PreviewCard => ({
	site: 'Offprint',
	kicker: 'Backend',
	title: 'NanoID over UUID',
	level: 'Intermediate',
	fact: '15 min',
	language: 'en',
	...changes
});

/** Every title has the 120 characters that are allowed, or is of its script's usual length. */
const titles: Record<string, string> = {
	long: 'The outbox pattern with PostgreSQL and NATS, and why a message is published exactly as often as its order is committed .',
	capitals: 'W'.repeat(120),
	identifier:
		'HttpClientFactoryHttpMessageHandlerBuilderFilterCollectionExtensionsForAServerThatRestartsWheneverItIsAskedToDoSoNicelyX',
	chinese: '深入理解分布式系统中的一致性与可用性的权衡，'.repeat(6).slice(0, 120),
	japanese: 'サーバーレスアーキテクチャにおける「接続プール」の設計（第２版）、'
		.repeat(4)
		.slice(0, 120),
	korean: '분산 시스템에서 메시지를 안전하게 발행하는 방법과 그 비용 '.repeat(4).slice(0, 120),
	arabic: 'كيف تعمل قوائم الانتظار في PostgreSQL: دليل عملي للمهندسين (الجزء 2) '
		.repeat(2)
		.slice(0, 120),
	code: 'Why `List<T>` & "spans" beat `IEnumerable<T>`: 10 → 2 µs'
};

/** The colors of a picture that are not paper, as the box that holds them. */
async function inkBox(png: Buffer, rows: [number, number]) {
	const { data, info } = await sharp(png)
		.greyscale()
		.extract({ left: 0, top: rows[0], width: previewSize.width, height: rows[1] - rows[0] })
		.raw()
		.toBuffer({ resolveWithObject: true });
	const box = { left: Infinity, right: -1, top: Infinity, bottom: -1 };
	for (let at = 0; at < data.length; at += info.channels) {
		if (data[at]! > 160) continue;
		const [x, y] = [(at / info.channels) % info.width, Math.floor(at / info.channels / info.width)];
		box.left = Math.min(box.left, x);
		box.right = Math.max(box.right, x);
		box.top = Math.min(box.top, y + rows[0]);
		box.bottom = Math.max(box.bottom, y + rows[0]);
	}
	return box;
}

describe('a preview image', () => {
	it.each(Object.entries(titles))(
		'with a title of kind “%s” is 1200×630, at most 60 KB, and holds it whole between its margins',
		async (_kind, title) => {
			const png = await previewImage(card({ title }));
			const { format, width, height } = await sharp(png).metadata();
			expect({ format, width, height }).toEqual({
				format: 'png',
				...previewSize
			});
			expect(png.length).toBeLessThanOrEqual(60_000);
			// Between the rules, whose gray is lighter than text.
			const box = await inkBox(png, [132, 512]);
			expect(box.left).toBeGreaterThanOrEqual(66);
			expect(box.right).toBeLessThanOrEqual(previewSize.width - 66);
			expect(box.top).toBeGreaterThan(136);
			expect(box.bottom).toBeLessThan(508);
		}
	);

	it.each(Object.entries(titles))(
		'has every letter of a title of kind “%s” in its lines',
		async (_kind, title) => {
			const prepared = await prepareText(title, 'title', 'en');
			const { lines, height } = fitText(prepared, {
				width: 1000,
				height: 300,
				sizes: [92, 60, 46, 38, 34]
			});
			const glyphs = lines.flatMap((line) => line.glyphs);
			expect(glyphs.length).toBe(shapeLine(prepared, 0, title.length).glyphs.length);
			expect(height).toBeLessThanOrEqual(300);
		}
	);

	it('has the paper of the site', async () => {
		const { data } = await sharp(await previewImage(card()))
			.raw()
			.toBuffer({ resolveWithObject: true });
		const paper = lightColor('paper')
			.match(/[0-9a-f]{2}/g)!
			.map((part) => Number.parseInt(part, 16));
		expect([...data.subarray(-3)]).toEqual(paper);
	});

	it('is the same from the cache as drawn, and another for another card', async () => {
		const first = await previewImage(card({ title: 'Drawn twice' }));
		expect((await previewImage(card({ title: 'Drawn twice' }))).equals(first)).toBe(true);
		for (const changes of [{ title: 'Other' }, { fact: '16 min' }, { level: 'Advanced' as const }])
			expect((await previewImage(card({ title: 'Drawn twice', ...changes }))).equals(first)).toBe(
				false
			);
	});

	it('begins at the right for a title that reads from right to left', async () => {
		const rows: [number, number] = [20, 120];
		const left = await inkBox(await previewImage(card()), rows);
		const right = await inkBox(await previewImage(card({ title: titles.arabic! })), rows);
		expect(left.left).toBeLessThan(100);
		expect(right.left).toBeGreaterThan(900);
	});

	it('has a different title, category, level and fact in different shapes', async () => {
		const plain = await drawCard(card());
		for (const changes of [
			{ title: 'Other' },
			{ kicker: 'Web' },
			{ fact: '16 min' },
			{ site: 'X' }
		])
			expect(await drawCard(card(changes))).not.toBe(plain);
	});
});

describe('the mark of a level', () => {
	it('has the bars of LevelMark.svelte', () => {
		const rects = readFileSync('src/lib/ui/LevelMark.svelte', 'utf8').matchAll(/<rect\s([^>]*)/g);
		const bars = Array.from(rects, ([, attributes]) => {
			const read = (name: string) =>
				Number(new RegExp(`(?:^|\\s)${name}="([\\d.]+)"`).exec(attributes!)?.[1] ?? 0);
			return { x: read('x'), y: read('y'), height: read('height') };
		});
		expect(bars).toEqual(levelBars);
	});

	it.each(levels)('fills as many bars as %s has steps', async (level) => {
		const svg = await drawCard(card({ level }));
		expect(svg.match(/opacity="\.25"/g)?.length ?? 0).toBe(2 - levels.indexOf(level));
	});
});

describe('a line', () => {
	/** Where the glyphs of a text stand, from left to right, as places in the text. */
	const order = async (text: string) => {
		const prepared = await prepareText(text, 'title', 'en');
		const placeOf = (path: string, scale: number) =>
			Array.from({ length: text.length }, (_, at) => at).find((at) => {
				const [glyph] = shapeLine(prepared, at, at + 1).glyphs;
				return glyph?.path === path && glyph.scale === scale;
			});
		return shapeLine(prepared, 0, text.length).glyphs.map(({ path, scale }) =>
			placeOf(path, scale)
		);
	};

	it('has its letters in the order of their script, and numbers always from left to right', async () => {
		expect(await order('abc')).toEqual([0, 1, 2]);
		expect(await order('אבג')).toEqual([2, 1, 0]);
		expect(await order('אב cd 12 ו')).toEqual([9, 3, 4, 6, 7, 1, 0]);
	});

	const parts = (text: string) => lineParts(text).map(([start, end]) => text.slice(start, end));

	it.each([
		['one two  three', ['one ', 'two  ', 'three']],
		['read-only I/O', ['read-', 'only ', 'I/', 'O']],
		['C# 日本語', ['C# ', '日', '本', '語']],
		['データ、「表」です', ['デー', 'タ、', '「表」', 'で', 'す']],
		['한국어 제목', ['한국어 ', '제목']]
	])('of “%s” may end after %j', (text, expected) => {
		expect(parts(text)).toEqual(expected);
	});
});
