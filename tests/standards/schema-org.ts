import { formats } from './formats.ts';

/** Data types, as https://schema.org/DataType has them; a text is none of the more exact ones. */
const dataTypes: Record<string, (value: unknown) => boolean> = {
	Text: formats.text,
	URL: formats.url,
	Date: formats.date,
	DateTime: formats.dateTime,
	Duration: formats.duration,
	Integer: formats.integer,
	Boolean: (value) => typeof value === 'boolean'
};

/** The types in use, each with those above it. */
const supertypes: Record<string, string[]> = {
	TechArticle: ['Article', 'CreativeWork', 'Thing'],
	AboutPage: ['WebPage', 'CreativeWork', 'Thing'],
	CollectionPage: ['WebPage', 'CreativeWork', 'Thing'],
	WebPage: ['CreativeWork', 'Thing'],
	WebSite: ['CreativeWork', 'Thing'],
	BreadcrumbList: ['ItemList', 'Intangible', 'Thing'],
	ListItem: ['Intangible', 'Thing'],
	Organization: ['Thing'],
	Person: ['Thing']
};

/** The expected types of properties, under the type that defines them: https://schema.org/<type>. */
const properties: Record<string, Record<string, string[]>> = {
	Thing: {
		name: ['Text'],
		description: ['Text', 'TextObject'],
		url: ['URL'],
		image: ['ImageObject', 'URL']
	},
	CreativeWork: {
		headline: ['Text'],
		inLanguage: ['Language', 'Text'],
		datePublished: ['Date', 'DateTime'],
		dateModified: ['Date', 'DateTime'],
		timeRequired: ['Duration'],
		keywords: ['DefinedTerm', 'Text', 'URL'],
		isAccessibleForFree: ['Boolean'],
		author: ['Organization', 'Person'],
		publisher: ['Organization', 'Person'],
		isPartOf: ['CreativeWork', 'URL']
	},
	Article: { articleSection: ['Text'] },
	TechArticle: { proficiencyLevel: ['Text'] },
	WebPage: { breadcrumb: ['BreadcrumbList', 'Text'] },
	ItemList: { itemListElement: ['ListItem', 'Text', 'Thing'] },
	ListItem: { item: ['Thing'], position: ['Integer', 'Text'] }
};

/** What search engines need in addition: Google's “Article” and “Breadcrumb” structured data. */
const needed: Record<string, string[]> = {
	TechArticle: ['headline', 'image', 'datePublished', 'dateModified', 'author'],
	BreadcrumbList: ['itemListElement'],
	ListItem: ['position', 'name', 'item']
};

type Node = Record<string, unknown>;

const typesOf = (type: string) => [type, ...(supertypes[type] ?? [])];

function isOfType(value: unknown, expected: string): boolean {
	if (dataTypes[expected]) return dataTypes[expected](value);
	const type = (value as Node | null)?.['@type'];
	return typeof type === 'string' && typesOf(type).includes(expected);
}

function nodeFaults(node: Node): string[] {
	const type = node['@type'] as string;
	if (!supertypes[type]) return [`${type} is no known type`];
	const known = Object.assign({}, ...typesOf(type).map((one) => properties[one])) as Record<
		string,
		string[]
	>;
	const missing = (needed[type] ?? []).filter((name) => !(name in node));
	return [
		...missing.map((name) => `a ${type} has no ${name}`),
		...Object.entries(node)
			.filter(([name]) => !name.startsWith('@'))
			.flatMap(([name, value]) => {
				const expected = known[name];
				if (!expected) return [`a ${type} has no property ${name}`];
				return [value]
					.flat()
					.flatMap((one: unknown) => [
						...(expected.some((candidate) => isOfType(one, candidate))
							? []
							: [`${type}.${name} is ${JSON.stringify(one)}`]),
						...(typeof one === 'object' && one !== null ? nodeFaults(one as Node) : [])
					]);
			})
	];
}

/** The things that a page describes in JSON-LD. */
export const thingsOf = (page: Document): Node[] =>
	[...page.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) => {
		const data = JSON.parse(script.textContent) as { '@context': string; '@graph': Node[] };
		if (data['@context'] !== 'https://schema.org') throw new Error(data['@context']);
		return data['@graph'];
	});

/** What breaks the rules of schema.org in a page. */
export function structuredDataFaults(page: Document): string[] {
	const things = thingsOf(page);
	const positions = things
		.filter((thing) => thing['@type'] === 'BreadcrumbList')
		.map((thing) => (thing.itemListElement as Node[]).map(({ position }) => position));
	return [
		...things.flatMap(nodeFaults),
		...positions
			.filter((list) => list.some((position, index) => position !== index + 1))
			.map((list) => `breadcrumbs are at ${list.join()}`)
	];
}
