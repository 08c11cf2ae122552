import { expect, it } from 'vitest';
import { blockMaterial } from '../../../../src/lib/ui/blocks/article-blocks.ts';

/** The only block of some HTML. */
function block(html: string): Element {
	document.body.innerHTML = html;
	return document.body.firstElementChild!;
}

const code = '<pre><code>let a = 1;</code></pre>';

it.each([
	['words', '<p>Two words</p>', { prose: 'Two words', code: '', figures: 0 }],
	[
		'code under the name of its file, which nobody reads',
		`<figure class="code"><figcaption>src/a.ts</figcaption>${code}</figure>`,
		{ prose: '', code: 'let a = 1;', figures: 0 }
	],
	[
		'code with a caption',
		`<figure class="code"><figcaption>src/a.ts <span class="caption">One is set</span></figcaption>${code}</figure>`,
		{ prose: 'One is set', code: 'let a = 1;', figures: 0 }
	],
	[
		'a diagram with a caption',
		'<figure class="diagram"><svg><text>A</text></svg><figcaption>Steps</figcaption></figure>',
		{ prose: 'Steps', code: '', figures: 1 }
	]
])('%s count the same on the page as in the build', (_what, html, material) => {
	expect(blockMaterial(block(html))).toEqual(material);
});
