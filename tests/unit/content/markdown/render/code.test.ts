import { describe, expect, it } from 'vitest';
import { html, render, textOf } from './render-sample.ts';

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
