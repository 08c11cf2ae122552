import { isRightToLeft } from '../article/language.ts';
import { escapeXml } from '../markup/xml.ts';
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

/** A page of a book. @param content as XHTML */
export function bookPage(
	{ name, title, language, body = {}, properties }: PageOptions,
	content: string
): BookFile {
	const lang = escapeXml(language);
	const direction = isRightToLeft(language) ? ' dir="rtl"' : '';
	const attributes = Object.entries(body).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
	return {
		name,
		type: 'application/xhtml+xml',
		content: `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${lang}" xml:lang="${lang}"${direction}>
<head>
<title>${escapeXml(title)}</title>
<link rel="stylesheet" type="text/css" href="${styleFile}" />
</head>
<body${attributes.join('')}>
${content}
</body>
</html>
`,
		isPage: true,
		...(properties && { properties })
	};
}
