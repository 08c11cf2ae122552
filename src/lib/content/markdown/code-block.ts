import type { Element, ElementContent } from 'hast';
import { element, text } from './element.ts';
import { highlight } from './highlight.ts';

const blank = /^\s*$/;

export interface CodeBlockOptions {
	/** The sample file that the code is from. */
	file?: string;
	/** The address of that file's page. */
	href?: string;
	caption?: string;
	/** 1-based numbers of the highlighted lines. */
	marked: ReadonlySet<number>;
}

/**
 * A code block: a scrollable box that can be focused, below a bar with the sample's file name and the
 * caption, if it has them.
 */
export async function codeBlock(
	code: string,
	language: string,
	{ file, href, caption, marked }: CodeBlockOptions
): Promise<Element> {
	const lines = await highlight(code, language);
	const content: ElementContent[] = lines.flatMap((tokens, index): ElementContent[] => {
		const parts = tokens.map(({ text: value, class: name }): ElementContent =>
			name && !blank.test(value)
				? element('span', { className: [name] }, [text(value)])
				: text(value)
		);
		const end = index < lines.length - 1 ? [text('\n')] : [];
		return marked.has(index + 1)
			? [element('mark', { className: ['line'] }, [...parts, ...end])]
			: [...parts, ...end];
	});
	const label = `Code${language ? ` in ${language}` : ''}${file ? `, ${file}` : ''}`;
	const box = element('pre', { tabIndex: 0, role: 'group', ariaLabel: label }, [
		element('code', {}, content)
	]);
	const bar = [
		...(file ? [href ? element('a', { href }, [text(file)]) : text(file)] : []),
		...(file && caption ? [text(' ')] : []),
		...(caption ? [element('span', { className: ['caption'] }, [text(caption)])] : [])
	];
	return element('figure', { className: ['code'], ...(language && { dataLang: language }) }, [
		...(bar.length ? [element('figcaption', {}, bar)] : []),
		box
	]);
}
