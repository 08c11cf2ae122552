const named = (names: string, attributes: readonly string[] = []) =>
	names.split(' ').map((name): [string, readonly string[]] => [name, attributes]);

/** HTML elements that an article may contain, with their allowed attributes. */
export const admittedElements = new Map<string, readonly string[]>([
	...named(
		'b bdi bdo br caption cite code colgroup dd details dfn dl dt em figcaption figure hr i kbd mark ' +
			'nobr pre rp rt ruby s samp small span strong sub summary sup tbody tfoot thead tr u ul var wbr'
	),
	...named('a', ['href', 'name']),
	...named('abbr time'),
	...named('blockquote q del ins'),
	...named('center div p table', ['align']),
	...named('col', ['span']),
	...named('details', ['open']),
	...named('li', ['value']),
	...named('ol', ['reversed', 'start', 'type']),
	...named('strike tt'),
	...named('td', ['align', 'colSpan', 'rowSpan']),
	...named('th', ['align', 'colSpan', 'rowSpan', 'scope']),
	...named('time', ['dateTime'])
]);

/** Attributes that are allowed on all elements. */
export const commonAttributes: readonly string[] = ['dir', 'id', 'lang', 'title'];

/** Obsolete elements and what replaces them. */
export const modernNames: Record<string, string> = { center: 'div', strike: 's', tt: 'code' };

const control = 'a control needs a component, in an .svx file';
const media = 'link to it, or show an image of it';

/** What to write instead of an HTML element that is not allowed. */
const cures: Record<string, string> = {
	script: 'scripts do not run in an .md file; use an .svx file with a component',
	style: 'articles have no styles of their own; put them in a component, in an .svx file',
	svg: 'save it as a file beside the article and show it as an image',
	math: 'write the formula as text or as an image',
	font: 'remove it and keep the text',
	h1: 'write the heading on a line of its own, as `## words`'
};

const other = new Map<string, string>([
	...named('audio embed frame frameset iframe object param track video').map(
		([name]): [string, string] => [name, media]
	),
	...named(
		'button datalist dialog fieldset form input label legend meter optgroup option output progress select textarea'
	).map(([name]): [string, string] => [name, control]),
	...named('h1 h2 h3 h4 h5 h6').map(([name]): [string, string] => [name, cures.h1!]),
	...named('img picture source').map(([name]): [string, string] => [
		name,
		'write an image as ![what it shows](file), or put <picture> on lines of its own'
	]),
	...named(
		'acronym address applet area article aside base basefont bgsound big blink body canvas data dir ' +
			'footer foreignobject head header hgroup html link main map marquee menu meta nav noembed noframes ' +
			'noscript plaintext portal search section slot template title xml xmp'
	).map(([name]): [string, string] => [name, 'write it as Markdown'])
]);

/** What to write instead of an HTML element; `undefined` for names that are not HTML. */
export const cureOf = (name: string): string | undefined =>
	(Object.hasOwn(cures, name) ? cures[name] : undefined) ?? other.get(name);

/** `true` for HTML names in capitals, such as `BR`. A single letter is more often a type parameter. */
export const isShouted = (name: string) =>
	name.length > 1 &&
	name === name.toUpperCase() &&
	(admittedElements.has(name.toLowerCase()) || cureOf(name.toLowerCase()) !== undefined);
