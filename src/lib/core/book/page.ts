import { isRightToLeft } from '../article/language.ts';
import { element, text, toXml, type XmlNode } from '../markup/xml.ts';
import type { BookFile } from './book.ts';

export const styleFile = 'style.css';

export interface PageOptions {
	name: string;
	title: string;
	language: string;
	/** Attributes of the body. */
	body?: Record<string, string>;
	properties?: BookFile['properties'];
}

/** A page of a book as XHTML. */
export function bookPage(
	{ name, title, language, body = {}, properties }: PageOptions,
	content: readonly XmlNode[]
): BookFile {
	const html = element(
		'html',
		{
			xmlns: 'http://www.w3.org/1999/xhtml',
			'xmlns:epub': 'http://www.idpf.org/2007/ops',
			lang: language,
			'xml:lang': language,
			...(isRightToLeft(language) && { dir: 'rtl' })
		},
		[
			element('head', {}, [
				element('title', {}, [text(title)]),
				element('link', { rel: 'stylesheet', type: 'text/css', href: styleFile })
			]),
			element('body', body, [text('\n'), ...content, text('\n')])
		]
	);
	return {
		name,
		type: 'application/xhtml+xml',
		content: `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n${toXml([html])}\n`,
		isPage: true,
		...(properties && { properties })
	};
}
