import { describe, expect, it } from 'vitest';
import { html, render, textOf } from './render-sample.ts';

describe('plain Markdown is text-safe', () => {
	it.each([
		'{braces} and {@html evil} and {#if x}',
		'{{ handlebars }} and {{{ three }}}',
		'List<T> and Dictionary<string, List<T>> and <T>',
		'a < b > c, 1 <2, $5 and $store',
		'`{x}` and `<b>` and `&lt;` and ``{`}``',
		'<DbContext> is a tag of nobody',
		'</script><script>alert(1)</script>',
		'\u202Ereversed and 👩‍💻 joined'
	])('%s', async (source) => {
		const expected = source.replace(/``\{`\}``/, '{`}').replace(/`([^`]+)`/g, '$1');
		const markup = await html(source);
		expect(textOf(markup)).toBe(expected);
		expect(markup).not.toContain('<script');
	});

	it('keeps harmless HTML and no active content', async () => {
		expect(
			await html(
				'H<sub onclick="x()" style="color:red">2</sub>O<br>\n\n<details open><summary>More</summary>\n\n**bold**\n\n</details>'
			)
		).toMatchInlineSnapshot(`
			"<p>H<sub>2</sub>O<br></p>
			<details open><summary>More</summary>
			<p><strong>bold</strong></p>
			</details>"
		`);
	});

	it('drops comments', async () => {
		expect(await html('a <!-- {hidden} --> b\n\n<!-- all\nof this -->')).toBe('<p>a  b</p>');
	});

	it('has no style attribute anywhere', async () => {
		const markup = await html(
			'|a|b|\n|-:|:-:|\n|1|2|\n\n```csharp\nvar x = 1;\n```\n\n```mermaid alt="x"\nflowchart TB\n A --> B\n```'
		);
		expect(markup).not.toMatch(/\sstyle=|<style/);
		expect(markup).toContain('<td class="align-right">1</td>');
	});
});

describe('reading time', () => {
	const words = (count: number) => 'word '.repeat(count).trim();
	const lines = (count: number) => 'x = 1;\n\n'.repeat(count);

	it.each([
		['paragraphs', words(476), 2],
		['headings', `## ${words(476)}`, 2],
		['lists', words(476).replaceAll(' ', '\n- '), 2],
		['tables', `|a|b|\n|-|-|\n${'|word|word|\n'.repeat(237)}`, 2],
		['quotations and callouts', `> [!NOTE]\n> ${words(475)}`, 2],
		['footnotes', `[^a]\n\n[^a]: ${words(476)}`, 2],
		['captions', `![x](dot.png "${words(428)}")`, 2],
		['inline code', '`a.b()` '.repeat(476), 2],
		['the words of a link, but not its URL', `[${words(476)}](https://example.org/a/b/c)`, 2],
		[
			'blocks of HTML',
			`<div>${words(238)}</div>\n\n<details><summary>${words(238)}</summary></details>`,
			2
		],
		['words separated by line breaks', `${'word<br>'.repeat(476)}`, 2],
		['no comments', `<!-- ${words(2000)} -->`, 1],
		['code by its non-blank lines', `\`\`\`js\n${lines(60)}\`\`\``, 2],
		['no words in code', `\`\`\`text\n${words(2000)}\n\`\`\``, 1],
		['code from a sample', '```csharp file=src/Relay.cs\n```\n\n'.repeat(6), 2],
		[
			'images, also by reference',
			`${'![x](dot.png)\n\n'.repeat(5)}${'![x][a]\n\n'.repeat(5)}[a]: dot.png`,
			2
		],
		[
			'diagrams, but not their lines',
			'```mermaid alt="x"\nflowchart TB\n A --> B\n```\n\n'.repeat(10),
			2
		]
	])('counts %s', async (_what, source, minutes) => {
		expect((await render(source)).minutes).toBe(minutes);
	});

	it('is the same in Markdown with Svelte, without the script', async () => {
		const source = `Text[^a].\n\n<details><summary>${words(474)}</summary></details>\n\n[^a]: note\n`;
		const script = `<script>\n// ${words(2000)}\n</script>\n\n`;
		expect((await render(source)).minutes).toBe(2);
		expect((await render(script + source, { kind: 'svx' })).minutes).toBe(2);
	});
});
