import { describe, expect, it } from 'vitest';
import { tagSlug } from '../../../../src/lib/core/article/tag-slug.ts';

describe('the slug of a tag', () => {
	it.each([
		['.net', 'dotnet'],
		['c#', 'csharp'],
		['f#', 'fsharp'],
		['c++', 'cpp'],
		['node.js', 'node-js'],
		['asp.net', 'asp-net'],
		['net8.0', 'net8-0'],
		['a0.#+-', 'a0'],
		['domain-driven-design', 'domain-driven-design'],
		['constructor', 'constructor']
	])('of %s is %s', (tag, slug) => {
		expect(tagSlug(tag)).toBe(slug);
	});
});
