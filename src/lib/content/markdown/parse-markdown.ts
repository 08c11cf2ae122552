import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Extension as Syntax } from 'micromark-util-types';
import { svelteSyntax } from './svelte-syntax.ts';
import { visit } from './visit.ts';

/** Parses CommonMark and GFM to a syntax tree. Svelte code in an `.svx` file becomes HTML nodes. */
export const parseMarkdown = (source: string, kind: 'md' | 'svx'): Root =>
	fromMarkdown(source, {
		extensions: [
			emailAddress.test(source) ? withEmails : withoutEmails,
			...(kind === 'svx' ? [svelteSyntax(source)] : [])
		],
		mdastExtensions: toTree
	});

/** Occurs in every source with an email address that GFM links. */
const emailAddress = /[-+.\w]@[-.\w]/;

const withEmails = gfm();

/** GFM tries at every word whether an email address begins there, a quarter of the time that parsing takes. */
const withoutEmails = without(withEmails, 'emailAutolink');

function without(syntax: Syntax, name: string): Syntax {
	const text: Syntax['text'] = {};
	for (const [code, constructs] of Object.entries(syntax.text ?? {})) {
		const others = [constructs].flat().filter((one) => one?.name !== name);
		if (others.length) text[Number(code)] = others as never;
	}
	return { ...syntax, text };
}

/** Occurs in every text in which GFM finds an address once the text is decoded. */
const address = /@|:\/\/|www\./i;

/** GFM searches every text for addresses, which takes another quarter; most articles have them only in links. */
const toTree = gfmFromMarkdown().map(({ transforms, ...extension }) => ({
	...extension,
	transforms: transforms?.map(
		(transform) => (tree: Root) => (hasAddress(tree) ? transform(tree) : undefined)
	)
}));

function hasAddress(tree: Root): boolean {
	let found = false;
	visit(tree, 'text', ({ value }) => void (found ||= address.test(value)));
	return found;
}
