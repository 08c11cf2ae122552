import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { aliasFile, aliasPage, aliasPolicy } from '../../lib/content/hosts/alias-page.ts';
import { compressPages, isCompressed } from '../../lib/content/hosts/compress.ts';
import { hostFiles } from '../../lib/content/hosts/host-files.ts';
import type { HostedSite } from '../../lib/content/hosts/hosted-site.ts';
import { joinedPolicy } from '../../lib/content/hosts/page-policy.ts';
import type { Library } from '../../lib/content/library/library.ts';
import { languageAttributes } from '../../lib/content/prerender/page-language.ts';
import { articleId } from '../../lib/core/article/article.ts';
import { publicUrl } from '../../lib/core/article/public-url.ts';
import type { BuiltSite } from './built-site.ts';
import { writeWithFolder } from './write-with-folder.ts';
import { fileAt } from './written-file.ts';

const base = process.env.BASE_PATH ?? '';

/**
 * Finishes a site for hosts: writes the pages at old addresses and the files that tell hosts how to
 * serve the site, and compresses what is text unless OFFPRINT_COMPRESS is `off`.
 */
export async function finishForHosts(site: BuiltSite): Promise<void> {
	const { folder, library, written, careful } = site;
	const redirects = await writeAliasPages(folder, library);
	const compressed = new Set([...written.keys()].map(fileAt));
	await compressPages(folder, careful, compressed);
	await writeHostFiles(site, redirects);
}

/** @returns the paths of articles by old paths, with the base path */
async function writeAliasPages(
	folder: string,
	{ site, articles }: Library
): Promise<HostedSite['redirects']> {
	const language = languageAttributes(site.language);
	const redirects = new Map<string, string>();
	for (const article of articles)
		for (const alias of article.aliases) {
			const path = `/${articleId(article)}/`;
			const url = publicUrl(site, base, path);
			const page = aliasPage({ path: base + path, url, title: article.title, language });
			await writeWithFolder(join(folder, aliasFile(alias)), page);
			redirects.set(base + alias, base + path);
		}
	return redirects;
}

async function writeHostFiles(
	{ folder, library, written }: BuiltSite,
	redirects: HostedSite['redirects']
) {
	const names = await readdir(folder, { withFileTypes: true });
	const policies = [...written.values()].flatMap(({ policy }) => policy ?? []);
	const hosted: HostedSite = {
		base,
		policy: joinedPolicy(redirects.size ? [...policies, aliasPolicy] : policies),
		redirects,
		entries: names
			.filter(({ name }) => !isCompressed(name))
			.map((entry) => entry.name + (entry.isDirectory() ? '/' : ''))
			.sort()
	};
	for (const [path, text] of Object.entries(hostFiles(hosted, library.site.url)))
		await writeWithFolder(join(folder, path), text);
}
