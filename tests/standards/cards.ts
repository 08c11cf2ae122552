/**
 * What breaks the rules of X's cards in a page, which take title, description and image from Open
 * Graph. Source: “Cards markup reference” and “Summary card with large image” of X's documentation.
 */
export function cardFaults(page: Document): string[] {
	const content = (selector: string) =>
		page.querySelector(`meta[${selector}]`)?.getAttribute('content') ?? '';
	const width = Number(content('property="og:image:width"'));
	const height = Number(content('property="og:image:height"'));
	const rules: [string, boolean][] = [
		[
			'twitter:card is the type',
			['summary', 'summary_large_image', 'app', 'player'].includes(content('name="twitter:card"'))
		],
		['og:title is there', content('property="og:title"') !== ''],
		['og:image is there', content('property="og:image"') !== ''],
		['the image is at least 300×157', width >= 300 && height >= 157],
		['the image is at most 4096×4096', width <= 4096 && height <= 4096],
		['the image is about twice as wide as high', Math.abs(width / height - 2) < 0.1],
		[
			'twitter:image:alt has at most 420 characters',
			content('name="twitter:image:alt"').length <= 420
		]
	];
	return rules.filter(([, holds]) => !holds).map(([rule]) => `not so: ${rule}`);
}
