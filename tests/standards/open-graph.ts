import { formats } from './formats.ts';

const { text, url, date, dateTime } = formats;

const day = (value: string) => date(value) || dateTime(value);
const number = (value: string) => /^[1-9]\d*$/.test(value);
const oneOf =
	(...values: string[]) =>
	(value: string) =>
		values.includes(value);

/** Values by property, and how often each may be there. Source: https://ogp.me, sections 1 to 5. */
const properties: Record<string, { is: (value: string) => boolean; many?: true; of?: string }> = {
	'og:title': { is: text },
	'og:type': { is: oneOf('website', 'article', 'book', 'profile') },
	'og:image': { is: url, many: true },
	'og:url': { is: url },
	'og:description': { is: text },
	'og:site_name': { is: text },
	'og:locale': { is: (value) => /^[a-z]{2,3}_[A-Z]{2}$/.test(value) },
	'og:image:type': { is: (value) => /^image\/\w+$/.test(value) },
	'og:image:width': { is: number },
	'og:image:height': { is: number },
	'og:image:alt': { is: text },
	'article:published_time': { is: day, of: 'article' },
	'article:modified_time': { is: day, of: 'article' },
	'article:section': { is: text, of: 'article' },
	'article:tag': { is: text, many: true, of: 'article' }
};

/** “The four required properties for every page”: https://ogp.me/#metadata */
const required = ['og:title', 'og:type', 'og:image', 'og:url'];

/** What breaks the rules of Open Graph in a page. */
export function openGraphFaults(page: Document): string[] {
	const found = [...page.querySelectorAll('meta[property]')].map((meta) => ({
		name: meta.getAttribute('property')!,
		value: meta.getAttribute('content')!
	}));
	const valuesOf = (name: string) => found.filter((one) => one.name === name);
	const [type] = valuesOf('og:type');
	const image = found.findIndex(({ name }) => name === 'og:image');
	return [
		...required.filter((name) => !valuesOf(name).length).map((name) => `${name} is missing`),
		...found.flatMap(({ name, value }, index) => {
			const rule = properties[name];
			if (!rule) return [`${name} is no property`];
			return [
				...(rule.is(value) ? [] : [`${name} is ${value}`]),
				...(!rule.many && valuesOf(name).length > 1 ? [`${name} is there twice`] : []),
				...(rule.of && rule.of !== type?.value ? [`${name} is not of a ${type?.value}`] : []),
				// “Put structured properties after you declare their root tag”: https://ogp.me/#array
				...(name.startsWith('og:image:') && index < image ? [`${name} comes before og:image`] : [])
			];
		})
	];
}
