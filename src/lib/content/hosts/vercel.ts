import { headersOf, hashedFolder, imageExtensions, type Headers } from './headers.ts';
import type { HostedSite } from './hosted-site.ts';

const rule = (source: string, headers: Headers) => ({
	source,
	headers: Object.entries(headers).map(([key, value]) => ({ key, value }))
});

/** `vercel.json`. Of the rules that match a file, the last one that has a header sets it. */
export function vercelConfig({ base, policy, redirects }: HostedSite): string {
	const config = {
		trailingSlash: true,
		redirects: [...redirects].map(([source, destination]) => ({
			source,
			destination,
			permanent: true
		})),
		headers: [
			rule(`${base}/(.*)`, headersOf('other', policy)),
			rule(`${base}/(.*\\.(?:${imageExtensions.join('|')}))`, headersOf('image', policy)),
			rule(`${base}${hashedFolder}(.*)`, headersOf('hashed', policy))
		]
	};
	return `${JSON.stringify(config, null, '\t')}\n`;
}
