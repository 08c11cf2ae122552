import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageType } from '../../../../src/lib/core/book/image-type.ts';
import { xmlId } from '../../../../src/lib/core/book/links.ts';
import { readingOrder } from '../../../../src/lib/core/book/reading-order.ts';
import { dotPng } from '../../content/markdown/render-file.ts';

describe('an id in a book', () => {
	it.each([
		['a-heading', 'a-heading'],
		['1-first', '_1-first'],
		['überschrift', '__fc_berschrift'],
		['a_b:c', '_a_5f_b_3a_c']
	])('of %s is %s', (id, expected) => {
		expect(xmlId(id)).toBe(expected);
	});

	it('is never that of another', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
				expect(xmlId(a) === xmlId(b)).toBe(a === b);
			})
		);
	});
});

describe('the reading order', () => {
	it('keeps the parts of a series together, where the list has the first of them', () => {
		const card = (slug: string, series?: string, part?: number) => ({ slug, series, part });
		const cards = [card('a'), card('s3', 's', 3), card('b'), card('s1', 's', 1), card('c')];
		expect(readingOrder(cards).map(({ slug }) => slug)).toEqual(['a', 's1', 's3', 'b', 'c']);
	});
});

describe('the type of an image', () => {
	const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
	it.each([
		['PNG', new Uint8Array(dotPng), 'image/png'],
		['JPEG', bytes('\xff\xd8\xff\xe0'), 'image/jpeg'],
		['GIF', bytes('GIF89a'), 'image/gif'],
		['SVG', bytes('<?xml version="1.0"?><svg/>'), 'image/svg+xml'],
		['SVG without a head', bytes('\n<svg xmlns=""/>'), 'image/svg+xml'],
		['WebP, which older readers do not know', bytes('RIFF....WEBPVP8 '), undefined],
		['a page', bytes('<!doctype html><svg>'), undefined]
	])('of %s', (_, file, type) => {
		expect(imageType(file)).toBe(type);
	});
});
