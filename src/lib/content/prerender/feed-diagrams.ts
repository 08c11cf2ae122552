import { createHash } from 'node:crypto';
import {
	diagramFile,
	isDiagram,
	type DiagramFile,
	type Palette
} from '$lib/core/markup/diagram.ts';
import { elementsOf, type XmlElement } from '$lib/core/markup/xml.ts';
import { parseHtml } from './parse-html.ts';

/** The light theme, see `prose.css` and `theme.css`. */
const palette: Palette = {
	'--bg': '#fbfaf6',
	'--fg': '#1f1d1a',
	'--_text-muted': '#544f48',
	'--_text-faint': '#544f48',
	'--_line': '#837c70',
	'--_arrow': '#8c2f0e',
	'--_node-fill': '#ffffff',
	'--_node-stroke': '#837c70',
	'--_group-fill': '#f3f1ea',
	'--_group-hdr': '#f3f1ea',
	'--_inner-stroke': '#dedacf',
	'--_key-badge': '#f3f1ea'
};

export interface FeedDiagram extends DiagramFile {
	/** In the folder of the article's page. Its hash keeps it apart from the author's own files. */
	name: string;
}

export function feedDiagram(drawn: XmlElement): FeedDiagram {
	const file = diagramFile(drawn, palette);
	const hash = createHash('sha256').update(file.svg).digest('hex').slice(0, 12);
	return { name: `diagram-${hash}.svg`, ...file };
}

/** The diagrams of an article, in order, as files next to its page. */
export const diagramFilesOf = (html: string): FeedDiagram[] =>
	html.includes('<figure class="diagram"')
		? [...elementsOf(parseHtml(html))].filter(isDiagram).map(feedDiagram)
		: [];
