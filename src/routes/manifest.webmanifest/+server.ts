import { base } from '$app/paths';
import { currentLibrary } from '$lib/content/library/current.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

const icon = (name: string, size: number, purpose: 'any' | 'maskable') => ({
	src: `${base}/icons/${name}.png`,
	sizes: `${size}x${size}`,
	type: 'image/png',
	purpose
});

const screenshot = (name: string, sizes: string, label: string) => ({
	src: `${base}/icons/${name}.png`,
	sizes,
	type: 'image/png',
	form_factor: name,
	label
});

/** The web app manifest, with everything that browsers require before they offer an installation. */
export const GET: RequestHandler = async () => {
	const { site } = await currentLibrary();
	const home = `${base}/`;
	return new Response(
		JSON.stringify({
			id: home,
			name: site.title,
			short_name: site.title.slice(0, 12),
			description: site.tagline,
			lang: site.language,
			start_url: home,
			scope: home,
			display: 'standalone',
			background_color: '#fbfaf6',
			theme_color: '#fbfaf6',
			categories: ['education', 'books'],
			icons: [
				icon('icon-192', 192, 'any'),
				icon('icon-512', 512, 'any'),
				icon('maskable-512', 512, 'maskable')
			],
			screenshots: [
				screenshot('wide', '1280x800', 'Filters beside the list of articles'),
				screenshot('narrow', '720x1280', 'An article on a phone')
			],
			shortcuts: [
				{ name: 'Search', url: `${home}#search` },
				{ name: 'Saved', url: `${home}saved/` }
			],
			// Text that is shared to the application becomes a search.
			share_target: {
				action: home,
				method: 'GET',
				enctype: 'application/x-www-form-urlencoded',
				params: { text: 'q' }
			},
			launch_handler: { client_mode: ['navigate-existing', 'auto'] }
		}),
		{ headers: { 'Content-Type': 'application/manifest+json' } }
	);
};
