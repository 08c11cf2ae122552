import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/lib/content/markdown/render.ts';
import type { MarkdownFile } from '../../../../src/lib/content/markdown/rendering.ts';
import { recordOf } from './render-file.ts';

const files: Record<string, string | Buffer> = {
	'sample/src/Relay.cs': `class Relay
{
    #region publish
    public void Publish()
    {
        #region inner
        Send();
        #endregion
    }
    #endregion
}
`,
	'sample/setup.sh': '# region start\nnats-server &\n# endregion start\nrest\n',
	'sample/results/ids.json': JSON.stringify({
		uuid4: { 'index/Mb': 43.5 },
		rows: 1234567,
		list: []
	}),
	'sample/verified.json': recordOf({
		'RelayTests.An_event_is_sent_once': 'passed',
		'RelayTests.A_slow_broker_is_waited_for': 'skipped',
		'RelayTests.Twice': 'passed',
		'StoreTests.Twice': 'passed'
	}),
	'dot.png': Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAFElEQVR42mM4YcPAUHECREKpihMAQuAGzeRJ79AAAAAASUVORK5CYII=',
		'base64'
	),
	'notes.txt': 'x'
};

const render = (source: string, more: Partial<MarkdownFile> = {}) =>
	renderMarkdown({
		kind: 'md',
		source,
		basePath: '/x',
		pagePath: '/x/backend/ids/',
		highlight: true,
		read: (path) => (Object.hasOwn(files, path) ? Buffer.from(files[path]!) : null),
		list: (folder) =>
			Object.keys(files)
				.filter((path) => path.startsWith(folder === '.' ? '' : `${folder}/`))
				.map((path) => path.split('/').at(-1)!),
		articlePath: (path) => (path === '../outbox/index.md' ? '/backend/outbox/' : null),
		...more
	});

const html = async (source: string) => (await render(source)).html.trim();
const faults = async (source: string) =>
	(await render(source)).faults.map(({ line, column, problem }) => `${line}:${column} ${problem}`);

/** The visible text of HTML. */
const textOf = (markup: string) =>
	markup
		.replace(/<[^>]*>/g, '')
		.replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (_, code: string | undefined, name: string) =>
			code
				? String.fromCodePoint(parseInt(code, 16))
				: { lt: '<', gt: '>', quot: '"', amp: '&' }[name]!
		);

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

describe('headings', () => {
	it('have stable, unique ids', async () => {
		const { headings } = await render('## The `List<T>` {x}\n\n## Twice\n\n### Twice\n\n## ?\n');
		expect(headings).toEqual([
			{ id: 'the-listt-x', depth: 2, text: 'The List<T> {x}' },
			{ id: 'twice', depth: 2, text: 'Twice' },
			{ id: 'twice-1', depth: 3, text: 'Twice' },
			{ id: 'section', depth: 2, text: '?' }
		]);
	});

	it('have one line, even with line breaks in the source', async () => {
		expect((await render('## First<br>second')).headings).toEqual([
			{ id: 'first-second', depth: 2, text: 'First second' }
		]);
	});

	it('start at the second level, because the title is the first', async () => {
		expect((await render('# One\n\n## Two')).headings.map(({ depth }) => depth)).toEqual([2, 3]);
	});

	it('skip no level', async () => {
		const { headings } = await render('### a\n\n##### b\n\n#### c\n\n# d\n\n## e\n\n# f\n\n#### g');
		expect(headings.map(({ depth }) => depth)).toEqual([2, 3, 3, 2, 3, 2, 3]);
	});
});

describe('code', () => {
	it('is colored by classes, adjacent tokens of one kind in one element', async () => {
		expect(await html('```csharp\npublic static int Count; // {x}\n```')).toMatchInlineSnapshot(
			`"<figure class="code" data-lang="csharp"><pre tabindex="0" role="group" aria-label="Code in csharp" dir="ltr"><code><span class="k">public static int</span> Count; <span class="c">// {x}</span></code></pre></figure>"`
		);
	});

	it.each(['nonsense', 'constructor', '__proto__', ''])(
		'in the language "%s" is plain text',
		async (language) => {
			expect(await html(`\`\`\`${language}\na < {b}\n\`\`\``)).toContain(
				'<code>a &#x3C; {b}</code>'
			);
		}
	);

	it('is filled from a region of the sample, without its indentation and inner markers', async () => {
		const { html: markup, sections } = await render(
			'```csharp file=src/Relay.cs region=publish\n```'
		);
		expect(textOf(markup).trim()).toBe('src/Relay.cspublic void Publish()\n{\n    Send();\n}');
		expect(sections[0]!.code).toBe('public void Publish()\n{\n    Send();\n}');
	});

	it('is filled from a whole file and from a region in comments', async () => {
		expect(textOf(await html('```sh file=setup.sh region=start\n```'))).toBe(
			'setup.shnats-server &'
		);
		expect(textOf(await html('```csharp file=src/Relay.cs\n```'))).toContain('#region publish');
	});

	it('has its caption after the file name in its bar, and in the plain text', async () => {
		const bar = /<figcaption>.*<\/figcaption>/;
		const caption = '<span class="caption">What is sent</span>';
		const { html: markup, sections } = await render(
			'```csharp file=src/Relay.cs region=publish caption="What is sent"\n```'
		);
		expect(bar.exec(markup)![0]).toBe(
			`<figcaption><a href="/x/backend/ids/sample/src/Relay.cs/#L4">src/Relay.cs</a> ${caption}</figcaption>`
		);
		expect(sections[0]).toMatchObject({
			prose: 'What is sent',
			code: expect.stringContaining('Send') as string
		});
		expect(bar.exec(await html('```sh caption="What is sent"\nls\n```'))![0]).toBe(
			`<figcaption>${caption}</figcaption>`
		);
	});

	it('has marked lines', async () => {
		const markup = await html('```text {2,4-5}\na\nb\nc\nd\ne\n```');
		expect(markup.match(/<mark class="line">(.)/g)?.map((m) => m.at(-1))).toEqual(['b', 'd', 'e']);
	});

	it.each([
		['20,000 lines', 'x = 1;\n'.repeat(20_000)],
		['a line of a megabyte', 'A'.repeat(1_000_000)]
	])('of %s is shown unchanged', async (_what, code) => {
		const markup = await html(`\`\`\`csharp\n${code}\n\`\`\``);
		expect(textOf(markup).trim()).toBe(code.trim());
		expect(markup).not.toContain('<span');
	});
});

describe('figures', () => {
	it('have their size and a caption', async () => {
		const { html: markup, assets, minutes } = await render('![A dot](dot.png "One dot")');
		expect(assets).toEqual(['dot.png']);
		expect(minutes).toBe(1);
		expect(markup.trim()).toMatchInlineSnapshot(
			`"<figure class="image"><span class="captioned"><img src="/x/backend/ids/dot.png" width="3" height="2" alt="A dot" loading="eager" fetchpriority="high" decoding="async"><span class="caption">One dot</span></span></figure>"`
		);
	});

	it('may be referenced by a definition', async () => {
		const {
			html: markup,
			assets,
			faults: found
		} = await render(
			'![A dot][dot]\n\n[![x][far]](https://example.org)\n\n[dot]: dot.png\n[far]: https://example.org/x.png\n'
		);
		expect(markup).toContain('width="3" height="2" alt="A dot"');
		expect(assets).toEqual(['dot.png']);
		expect(found.map(({ problem }) => problem)).toEqual([
			expect.stringContaining('is on another site')
		]);
	});

	it('include diagrams with a text alternative', async () => {
		const markup = await html(
			'```mermaid alt="A leads to B" caption="Two steps"\nflowchart TB\n  A --> B\n```'
		);
		expect(markup).toContain('role="img" aria-label="A leads to B"');
		expect(markup).toContain('<figcaption>Two steps</figcaption>');
		expect(markup).toContain('url(#figure-1-');
	});

	it('include charts of measured numbers', async () => {
		const markup = await html(
			'```chart file=results/ids.json alt="Sizes"\nunit: MB\nrows:\n  - label: UUID v4\n    value: /uuid4/index~1Mb\n```'
		);
		expect(textOf(markup)).toBe('SizesUUID v443.5 MB');
	});

	it.each([
		[
			'a diagram',
			'```mermaid alt="Steps" caption="Steps"\nflowchart TB\n  A --> B\n```',
			'```mermaid alt="Steps" caption="Steps"\nflowchart TB\n  A --> C\n```'
		],
		[
			'a chart',
			'```chart file=results/ids.json alt="Sizes"\nrows: [{ label: a, value: /rows }]\n```',
			'```chart file=results/ids.json alt="Sizes"\nrows: [{ label: a, value: /uuid4/index~1Mb }]\n```'
		],
		['an image', '> ![A dot](dot.png)', '> ![A dot](other.png)']
	])('of %s are two if they differ, else one', async (_what, before, after) => {
		const other = Buffer.concat([files['dot.png'] as Buffer, Buffer.of(0)]);
		const read = (path: string) =>
			path === 'other.png' ? other : Object.hasOwn(files, path) ? Buffer.from(files[path]!) : null;
		const figures = async (source: string) =>
			(await render(`## A\n\n${source}`, { read })).sections.at(-1)!.figures;
		expect(await figures(before)).toBe(await figures(before));
		expect(await figures(before)).toBeTruthy();
		expect(await figures(after)).not.toBe(await figures(before));
	});

	it('include numbers in prose from a result file', async () => {
		expect(await html('It took [](sample/results/ids.json#/rows) rows.')).toBe(
			'<p>It took 1,234,567 rows.</p>'
		);
	});
});

describe('blocks', () => {
	it('include GitHub’s callouts', async () => {
		expect(await html('> [!warning]\n> Mind `this`.')).toMatchInlineSnapshot(`
			"<aside class="callout warning">
			<p class="callout-title">Warning</p>
			<p>Mind <code>this</code>.</p>
			</aside>"
		`);
		expect(await html('> [!OTHER]\n> text')).toContain('[!OTHER]');
	});

	it('have footnotes after the article', async () => {
		const { html: markup, anchors } = await render('Text[^1].\n\n[^1]: The note.');
		expect(markup).toContain(
			'<section data-footnotes class="footnotes" aria-labelledby="footnote-label">'
		);
		expect(anchors).toEqual(expect.arrayContaining(['fn-1', 'fnref-1']));
	});

	it.each(['md', 'svx'] as const)(
		'have no empty table header cells in an .%s file',
		async (kind) => {
			const markup = (await render('| | one |\n|--|--:|\n| a | b |', { kind })).html;
			expect(markup.match(/<t[hd]\b/g)).toEqual(['<td', '<th', '<td', '<td']);
		}
	);

	it('include tables that scroll in their own box', async () => {
		expect(await html('|a|\n|-|\n|1|')).toContain(
			'<div class="table" tabindex="0" role="group" aria-label="Table: a"><table>'
		);
	});

	it.each(['md', 'svx'] as const)(
		'of %s separate lines and footnote marks in plain text',
		async (kind) => {
			const { sections, headings } = await render(
				`| a | b |
|:--|:--|
| one | two words |

## Named[^n]

First  
second<br>third, *fourth* and <kbd>fifth</kbd>.

A note[^n] follows.

[^n]: Said below.
`,
				{ kind }
			);
			const lines = (prose: string) => prose.split('\n').filter(Boolean);
			expect(lines(sections[0]!.prose)).toEqual(['a', 'b', 'one', 'two words']);
			expect(lines(sections[1]!.prose).slice(0, 4)).toEqual([
				'First',
				'second',
				'third, fourth and fifth.',
				'A note\u200b follows.'
			]);
			expect(headings).toEqual([{ id: 'named', depth: 2, text: 'Named' }]);
		}
	);

	it('are split into sections of plain text', async () => {
		const { sections } = await render(
			'Intro.\n\n## One `x`\n\nText **bold**.\n\n- a\n- b\n\n```sh\nls\n```\n'
		);
		expect(sections).toEqual([
			{ id: '', heading: '', prose: 'Intro.', code: '' },
			{ id: 'one-x', heading: 'One x', prose: 'Text bold.\na\n\nb', code: 'ls' }
		]);
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

describe('headings', () => {
	it.each(['md', 'svx'] as const)('link to themselves in %s', async (kind) => {
		const { html: markup } = await render('## One `x`\n\n### One x\n', { kind });
		expect(markup).toContain('<h2 id="one-x"><a href="#one-x">One <code>x</code></a></h2>');
		expect(markup).toContain('<h3 id="one-x-1"><a href="#one-x-1">One x</a></h3>');
	});

	it('with a link or a footnote do not, because links cannot be nested', async () => {
		const { html: markup, links } = await render(
			'## See [*this*](https://x.example)\n\n## Noted[^1]\n\n[^1]: A note.'
		);
		expect(markup).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /);
		expect(markup).not.toContain('href="#see-this"');
		expect(links).toEqual([]);
	});
});

describe('fences', () => {
	it.each(['md', 'svx'] as const)('end at their closing fence in %s', async (kind) => {
		const source = [
			'```\n```',
			'> ```js\n> 1\n> ```',
			'- a\n  ~~~js\n  1\n  ~~~~',
			'````\n```\n````  ',
			'    indented'
		].join('\n\n');
		expect((await render(source, { kind })).faults).toEqual([]);
		const { faults: found } = await render(`${source}\n\n\`\`\`js\n1`, { kind });
		expect(found).toMatchObject([{ line: 19, column: 1 }]);
	});
});

describe('links', () => {
	it('within the site get the base path', async () => {
		const { html: markup, links } = await render(
			'[a](../outbox/index.md#why) [b](/tags/nats/) [c](https://example.org/x) [d](#here) [e](notes.txt)\n\n## Here'
		);
		expect([...markup.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
			'/x/backend/outbox/#why',
			'/x/tags/nats/',
			'https://example.org/x',
			'#here',
			'/x/backend/ids/notes.txt',
			'#here'
		]);
		expect(links.map(({ path, anchor }) => path + anchor)).toEqual([
			'/backend/outbox/why',
			'/tags/nats/',
			'here'
		]);
	});
});

describe('a link to a filtered view', () => {
	it('keeps its query, and is checked without it', async () => {
		const { html: markup, links } = await render(
			'[x](/backend/?level=Advanced&q=a) [y](/backend?q=b#c)'
		);
		expect([...markup.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
			'/x/backend/?level=Advanced&#x26;q=a',
			'/x/backend/?q=b#c'
		]);
		expect(links.map(({ path }) => path)).toEqual(['/backend/', '/backend/']);
	});
});

describe('a fault is reported with its position and a cure', () => {
	it.each([
		'[x](javascript:alert(1))',
		'[x](data:text/html,x)',
		'[x](../outbux/index.md)',
		'[x](note.txt)',
		'![](dot.png)',
		'![x](dott.png)',
		'![x](https://example.org/x.png)',
		'```csharp file=src/Rely.cs\n```',
		'```csharp file=../secret.txt\n```',
		'```csharp file=src/Relay.cs region=publsh\n```',
		'```csharp file=src/Relay.cs region=publish\nvar x;\n```',
		'[](sample/results/none.json#/a)',
		'[](sample/results/ids.json#/uuid7)',
		'[](sample/results/ids.json#/list)',
		'```chart file=results/ids.json alt="x"\nrows: []\n```',
		'```chart file=results/ids.json\nrows: [{ label: a, value: /rows }]\n```',
		'text\n\n```mermaid alt="x"\nnot a diagram\n```',
		'```mermaid\nflowchart TB\n  A --> B\n```',
		'```chart alt="x"\nrows: []\n```',
		'```chart file=results/ids.json alt="x"\nrows: [\n```',
		'text\n\n```csharp\nvar x = 1;\n\n## Lost',
		'- item\n\n  ~~~~\n  ~~~\n\ntext',
		'[folder](sample)'
	])('%s', async (source) => {
		expect(await faults(source)).toMatchSnapshot();
	});
});

describe('Markdown with Svelte', () => {
	const svxFaults = async (source: string) =>
		(await render(source, { kind: 'svx' })).faults.map(
			({ line, column, problem }) => `${line}:${column} ${problem}`
		);

	it.each([
		['an unclosed block', '## A\n\n{#if true}\n\ntext\n', /^3:1 Svelte: Block was left open/],
		['an invalid expression', 'text\n\nand {1 +} so\n', /^3:\d+ Svelte: /],
		[
			'an expression in a heading',
			'## A\n\n## {1 + 1} is two\n',
			/^3:4 a heading cannot hold an expression/
		],
		[
			'a component that is not imported',
			'text\n\n<Missing a={1} />\n',
			/^3:1 component <Missing> is not imported/
		],
		[
			'a component that does not exist',
			'<script>\n\timport Box from "./note.txt";\n</script>\n\n<Box />\n',
			/^2:19 import ".\/note.txt" does not exist; did you mean "notes.txt"\?$/
		]
	])('reports %s at its position', async (_what, source, fault) => {
		expect(await svxFaults(source)).toEqual([expect.stringMatching(fault)]);
	});

	it('keeps script and components, and code as text', async () => {
		const { html: markup, sections } = await render(
			'<script>\n\timport Box from "./notes.txt";\n</script>\n\n## A\n\n<Box n={1} />\n\n`a &amp; {b}`\n\n```js\nlet x = {};\n```\n',
			{ kind: 'svx' }
		);
		expect(markup).toContain('import Box from "./notes.txt"');
		expect(markup).toContain('<Box n={1} />');
		expect(markup).toContain('<code>a &#x26;amp; &#123;b&#125;</code>');
		expect(markup).not.toContain('{}');
		expect(sections.at(-1)).toMatchObject({
			prose: expect.stringContaining('a &amp; {b}'),
			code: 'let x = {};'
		});
	});
});

describe('a proof mark', () => {
	const proven = 'It waits. The event is sent *once*.[](proof:An_event_is_sent_once)';

	it('links to its test on the sample’s page and names it', async () => {
		const markup = await html(proven);
		const mark = /<a [^>]*class="proof"[^>]*>/.exec(markup)![0];
		expect(mark).toContain('href="/x/backend/ids/sample/#test-relaytests-an-event-is-sent-once"');
		expect(mark).toContain(
			'aria-label="Proven by a test: An event is sent once. Passed 2026-11-23."'
		);
		expect(markup).toMatch(/once<\/em>\.<a /);
	});

	it('is recorded with the sentence before it', async () => {
		expect((await render(proven)).proofs).toEqual([
			{
				test: 'RelayTests.An_event_is_sent_once',
				claim: 'The event is sent once.',
				anchor: 'proof-1'
			}
		]);
	});

	it('adds nothing to the reading time and the searchable text', async () => {
		const [plain, marked] = [await render('Sent once.'), await render(proven)];
		expect(marked.minutes).toBe(plain.minutes);
		expect(marked.sections[0]!.prose).toBe('It waits. The event is sent once.');
	});

	it.each([
		[
			'An_event_is_sent_twice',
			/is not in sample\/verified.json.*did you mean "An_event_is_sent_once"/
		],
		['A_slow_broker_is_waited_for', /did not pass: it was skipped/],
		['Twice', /stands for several: RelayTests.Twice, StoreTests.Twice; name its class/]
	])('of %s is a fault', async (name, problem) => {
		expect(await faults(`It holds.[](proof:${name})`)).toEqual([
			expect.stringMatching(problem) as string
		]);
	});

	it('accepts a class if the method’s name is ambiguous', async () => {
		expect(await faults('It holds.[](proof:StoreTests.Twice)')).toEqual([]);
	});

	it('is a fault without a record, and with a link text', async () => {
		const { faults: missing } = await render(proven, { read: () => null });
		expect(missing.map(({ problem }) => problem)).toEqual([
			'sample/verified.json cannot be read; `npm run samples` writes it'
		]);
		const { faults: unreadable } = await render(proven, { read: () => Buffer.from('{}') });
		expect(unreadable[0]!.problem).toMatch(
			/^sample\/verified.json is not the record of a run: .*results.*; `npm run samples` writes it$/
		);
		expect(await faults('[It holds](proof:Twice)')).toEqual([
			'1:1 a proof mark has no text; write [](proof:Twice)'
		]);
	});
});
