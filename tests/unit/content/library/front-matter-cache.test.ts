import { describe, expect, it } from 'vitest';
import { FrontMatterCache } from '../../../../src/lib/content/library/front-matter-cache.ts';
import { parseArticle } from '../../../../src/lib/content/library/front-matter.ts';
import { article, content } from './content-folder.ts';

const text = article('aliases: [/old/]\nminutes: 3\n', 'One.\n');
const faulty = article('levle: Beginner\n');

describe('the cache of front matter', () => {
	it('has what parsing finds, for the present body', () => {
		const cache = new FrontMatterCache(content({}));
		const edited = text.replace('One.', 'Two.');
		for (const source of [text, edited, faulty, 'No front matter.', text])
			expect(cache.parse('a.md', source)).toEqual(parseArticle(source));
	});

	it('has the same object for as long as the front matter is the same', () => {
		const cache = new FrontMatterCache(content({}));
		const { frontMatter } = cache.parse('a.md', text);
		expect(cache.parse('a.md', text.replace('One.', 'Two.')).frontMatter).toBe(frontMatter);
		expect(cache.parse('a.md', text.replace('minutes: 3', 'minutes: 4')).frontMatter).not.toBe(
			frontMatter
		);
		expect(cache.parse('b.md', text).frontMatter).not.toBe(frontMatter);
	});

	it('is kept for the next process, faults as well, without files that are gone', () => {
		const folder = content({});
		const cache = new FrontMatterCache(folder);
		for (const path of ['a.md', 'b.md', 'c.md']) cache.parse(path, path === 'b.md' ? faulty : text);
		cache.save(['a.md', 'b.md']);
		const next = new FrontMatterCache(folder);
		expect(next.parse('a.md', text)).toEqual(parseArticle(text));
		expect(next.parse('b.md', faulty)).toEqual(parseArticle(faulty));
		expect(next.size).toBe(2);
	});
});
