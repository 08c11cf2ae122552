import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { aliasFile, aliasPage } from '../../lib/content/hosts/alias-page.ts';
import { compressPages, isCompressed } from '../../lib/content/hosts/compress.ts';
import { hostFiles } from '../../lib/content/hosts/host-files.ts';
import type { HostedSite } from '../../lib/content/hosts/hosted-site.ts';
import { joinedPolicy, policyOfPage } from '../../lib/content/hosts/page-policy.ts';
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
	const { folder, written, careful } = site;
	const aliases = aliasPages(site.library);
	for (const { file, html } of aliases) await writeWithFolder(join(folder, file), html);
	const files = new Set([...written.keys()].map(fileAt));
	await compressPages(folder, careful, (path) => files.has(path));
	await writeHostFiles(site, aliases);
}

interface AliasPage {
	/** Path of the old address, and of the article, with the base path. */
	alias: string;
	path: string;
	file: string;
	html: string;
}

function aliasPages({ site, articles }: Library): AliasPage[] {
	const language = languageAttributes(site.language);
	return articles.flatMap((article) => {
		const path = `/${articleId(article)}/`;
		const url = publicUrl(site, base, path);
		const page = { path: base + path, url, title: article.title, language };
		return article.aliases.map((alias) => ({
			alias: base + alias,
			path: base + path,
			file: aliasFile(alias),
			html: aliasPage(page)
		}));
	});
}

async function writeHostFiles(
	{ folder, library, written }: BuiltSite,
	aliases: readonly AliasPage[]
) {
	const names = await readdir(folder, { withFileTypes: true });
	const policies = [
		...[...written.values()].flatMap(({ policy }) => policy ?? []),
		...aliases.flatMap(({ html }) => policyOfPage(html) ?? [])
	];
	const hosted: HostedSite = {
		base,
		policy: joinedPolicy(policies),
		redirects: new Map(aliases.map(({ alias, path }) => [alias, path])),
		entries: names
			.filter(({ name }) => !isCompressed(name))
			.map((entry) => entry.name + (entry.isDirectory() ? '/' : ''))
			.sort()
	};
	for (const [path, text] of Object.entries(hostFiles(hosted, library.site.url)))
		await writeWithFolder(join(folder, path), text);
}
