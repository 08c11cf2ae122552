import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { readBundleSources } from '../../src/lib/content/library/bundle-sources.ts';
import { workFolder } from '../../src/lib/content/library/content-folder.ts';
import { openBundle } from '../../src/scripts/build/bundle.ts';
import { featureContent } from './feature-library.ts';
import { filesOf, isAliasPage } from './files-of.ts';
import { kitPrerender } from './kit-prerender.ts';

const site = inject('features');
const pages = filesOf(site.folder)
	.filter((file) => file.endsWith('.html') && !isAliasPage(readFileSync(file, 'utf8')))
	.map((file) => relative(site.folder, file).replaceAll('\\', '/'));

/** The build adds the style sheets of islands to finished pages. */
const withoutIslandStyles = (html: string) =>
	html.replace(/<link rel="stylesheet" href="[^"]*\/_app\/immutable\/[^>]*>/g, '');

it('the build writes the same files as SvelteKit, and all that its pages lead to', async () => {
	const paths = pages.map((path) => `/${encodeURI(path.replace(/index\.html$/, ''))}`);
	onTestFinished(() => void vi.unstubAllEnvs());
	vi.stubEnv('NODE_ENV', 'production');
	vi.stubEnv('OFFPRINT_CONTENT', featureContent);
	vi.stubEnv('OFFPRINT_WORK', 'features');
	const sources = await readBundleSources({ content: featureContent, base: site.base });
	const { folder: output } = await openBundle(sources!, AbortSignal.abort());
	const build = { content: featureContent, work: workFolder(), output, base: site.base };
	const prerendered = await kitPrerender(build, paths);
	const made = [...prerendered.keys()];
	expect(made.filter((path) => path.endsWith('.html')).sort()).toEqual([...pages].sort());
	expect(made).toEqual(
		expect.arrayContaining(['feed.xml', 'web/web.epub', 'web/features/sample/features.zip'])
	);
	for (const [path, bytes] of prerendered) {
		const written = readFileSync(join(site.folder, path));
		if (path.endsWith('.html'))
			expect(withoutIslandStyles(written.toString()), path).toBe(
				withoutIslandStyles(bytes.toString())
			);
		else expect(written.equals(bytes), path).toBe(true);
	}
});
