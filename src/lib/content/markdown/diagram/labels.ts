import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';

/** Tags that the renderer supports in labels. */
const formatting = /<br\s*\/?>|<\/?(?:b|strong|i|em|u|s|del)\s*>/gi;

const decodeReferences = (text: string) =>
	text
		.replace(/#(\d+);/g, (_, code: string) =>
			String.fromCodePoint(Math.min(Number(code), 0x10ffff))
		)
		.replace(/#([A-Za-z]\w*);/g, '&$1;')
		.replace(/&#?\w+;/g, (reference) => toString(fromHtml(reference, { fragment: true })));

const formatMarkdown = (text: string) =>
	text
		.replace(/\*\*(.+?)\*\*|__(.+?)__/g, (_, a?: string, b?: string) => `<b>${a ?? b}</b>`)
		.replace(/\*([^\s*][^*]*)\*/g, '<i>$1</i>')
		.replaceAll('\n', '<br>');

/**
 * The text of a Mermaid label: without its quotes, and with Markdown (`"\`**bold**\`"`) as HTML.
 * Tags other than those in `formatting` are text.
 */
export function readLabel(written: string): string {
	let text = written.trim().replace(/^"([\s\S]*)"$/, '$1');
	if (/^`[\s\S]*`$/.test(text)) text = formatMarkdown(text.slice(1, -1));
	return text.replace(/\\n/g, '<br>').trim();
}

/** The characters of a label without white space, to compare with what was drawn. */
export const labelLetters = (label: string) =>
	decodeReferences(label.replace(formatting, '')).replace(/\s+/g, '');

/** Characters that the renderer's parser may take for syntax. */
const special = /[^\p{L}\p{N}\p{M}\p{Extended_Pictographic} .,!?'’–—/+_-]/u;
const privateUse = 0xf0000;

/** Moves characters that may be syntax to a private-use plane; `decodeLabel` moves them back. */
export function encodeLabel(label: string): string {
	let encoded = '';
	let end = 0;
	const encode = (text: string) => {
		for (const character of decodeReferences(text))
			encoded +=
				special.test(character) && character <= '\ufffd'
					? String.fromCodePoint(privateUse + character.codePointAt(0)!)
					: character;
	};
	for (const match of label.matchAll(formatting)) {
		encode(label.slice(end, match.index));
		encoded += match[0];
		end = match.index + match[0].length;
	}
	encode(label.slice(end));
	return encoded;
}

export const decodeLabel = (text: string) =>
	text.replace(/[\u{f0000}-\u{ffffd}]/gu, (character) =>
		String.fromCodePoint(character.codePointAt(0)! - privateUse)
	);
