import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageTemplate } from '../../../../src/scripts/build/page-template.ts';

const source = readFileSync('src/app.html', 'utf8');
const template = await pageTemplate();
const tags = (html: string) => html.match(/<\/?\w+|%[\w.]+%/g);

describe('the template of built pages', () => {
	it('has the tags and placeholders of its source', () => {
		const withoutScript = (html: string) => tags(html.replace(/<script>[\s\S]*<\/script>/, ''));
		expect(withoutScript(template)).toEqual(withoutScript(source));
		expect(template.match(/<script>/g)).toHaveLength(1);
	});

	it('has no comments and no indentation', () => {
		expect(template).not.toMatch(/\n\s|\/\/ |\/\*/);
		expect(template.length).toBeLessThan(0.7 * source.length);
	});

	it('defines what other scripts of a page wait for', () => {
		const [, script] = /<script>([\s\S]*?)<\/script>/.exec(template)!;
		for (const name of ['attended', 'asked'])
			expect(script).toMatch(new RegExp(`\\b${name}=new Promise`));
	});
});
