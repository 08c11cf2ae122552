import type { FileFault } from '../faults/report.ts';
import type { AboutFrontMatter } from './front-matter-schema.ts';
import { parseAbout } from './front-matter.ts';
import type { LinkingPage } from './links.ts';
import { readText } from './read-text.ts';
import type { RenderCache } from './render-cache.ts';
import type { PageFile } from './scan.ts';

/** The page that says what the site is. */
export interface About extends AboutFrontMatter {
	html: string;
}

interface ReadAbout extends LinkingPage {
	/** `null` if it has a fault; links are checked all the same. */
	frontMatter: AboutFrontMatter | null;
}

/** Reads `about.md` and adds what is wrong with it to `faults`; `null` if it is not text. */
export async function readAbout(
	file: PageFile,
	cache: RenderCache,
	faults: FileFault[]
): Promise<ReadAbout | null> {
	const source = readText(file.path, faults);
	if (source === null) return null;
	const { frontMatter, body, faults: found } = parseAbout(source);
	const page = { file, source: body };
	const rendered = cache.find(page) ?? (await cache.render(page)).rendered;
	const files = rendered.assets.map((name) => ({
		line: 1,
		column: 1,
		problem: `"${name}" cannot be shown or linked here; only articles have files`
	}));
	for (const fault of [...found, ...rendered.faults, ...files])
		faults.push({ file: file.path, ...fault });
	return { file, frontMatter, rendered };
}
