import { SaxesParser, type SaxesTagNS } from 'saxes';

const svg = 'http://www.w3.org/2000/svg';
const xhtml = 'http://www.w3.org/1999/xhtml';
const xlink = 'http://www.w3.org/1999/xlink';

/** The first thing in an SVG that browsers would not show or that could do harm, with its line and cure. */
export function svgProblem(source: string): string | undefined {
	const parser = new SaxesParser({ xmlns: true, position: true });
	let found: string | undefined;
	let depth = 0;
	let inStyle = false;
	const report = (problem: string | undefined) => {
		if (problem) found ??= `is refused for line ${parser.line}: ${problem}`;
	};
	parser.on('error', ({ message }) => {
		report(`${message.replace(/^[\d:]+\s*/, '')}; save it as well-formed XML`);
	});
	parser.on('doctype', (text) => {
		if (text.includes('[')) report('it declares entities; save it without them');
	});
	parser.on('processinginstruction', ({ target }) => {
		if (target === 'xml-stylesheet') report('it loads a style sheet; put the styles into the file');
	});
	parser.on('opentag', (tag) => {
		if (!depth++ && (tag.local !== 'svg' || tag.uri !== svg))
			report(`it must begin with <svg xmlns="${svg}">`);
		inStyle = tag.local === 'style';
		report(tagProblem(tag));
	});
	parser.on('closetag', () => {
		depth--;
		inStyle = false;
	});
	const checkText = (text: string) => report(inStyle ? styleProblem(text) : undefined);
	parser.on('text', checkText);
	parser.on('cdata', checkText);
	parser.write(source.replace(/^\ufeff/, '')).close();
	return found;
}

const elementProblems: Record<string, string> = {
	script: 'scripts do not run in images; remove it',
	foreignObject: 'readers outside of browsers do not show it; save the words as SVG text'
};

function tagProblem({ local, uri, attributes }: SaxesTagNS): string | undefined {
	const name = `<${local}>`;
	if (uri === xhtml) return `${name} is HTML; save the words as SVG text`;
	if (uri === svg && Object.hasOwn(elementProblems, local))
		return `${name}: ${elementProblems[local]}`;
	for (const attribute of Object.values(attributes)) {
		const { local: key, uri: space, value } = attribute;
		if (!space && /^on/i.test(key)) return `the attribute ${key} is a script; remove it`;
		if (key === 'attributeName' && /^(?:on|(?:.*:)?href$)/i.test(value.trim()))
			return `${name} changes ${value}; remove it`;
		const isReference = key === 'href' && (!space || space === xlink);
		const problem = isReference
			? referenceProblem(local, value)
			: !space && styled.test(key) && styleProblem(value);
		if (problem) return problem;
	}
	return undefined;
}

/** Attributes that hold styles, and those of animations, which may set them. */
const styled =
	/^(?:style|fill|stroke|filter|mask|clip-path|cursor|marker(?:-\w+)?|from|to|by|values)$/;

/** Browsers remove these characters before they parse the scheme of a URL. */
const ignored = /[\0-\x20]+/g;

const image = /^data:image\/(?:png|jpeg|gif|webp|avif)[;,]/i;

function referenceProblem(element: string, value: string): string | undefined {
	const address = value.replace(ignored, '');
	if (address.startsWith('#') || image.test(address)) return undefined;
	if (element === 'a' && /^(?:https?|mailto):/i.test(address)) return undefined;
	return `it refers to "${value.slice(0, 60)}"; put what it refers to into the file`;
}

/** A backslash and the code of a character, or any other sign, as style sheets have them. */
const escaped = /\\(?:([0-9a-f]{1,6})\s?|(.))/gi;

const unescape = (style: string) =>
	style
		.replace(escaped, (_, code: string, sign: string) =>
			code ? String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)) : sign
		)
		.replace(/\/\*[\s\S]*?\*\//g, '');

const external = /@import|image-set\(|url\(\s*["']?(?!\s*["']?\s*(?:#|data:(?:image|font)\/))/i;

/** What a style sheet, or an attribute with a style, would load. */
const styleProblem = (text: string): string | undefined =>
	external.test(unescape(text))
		? 'a style loads another file; put it into this file or remove it'
		: undefined;
