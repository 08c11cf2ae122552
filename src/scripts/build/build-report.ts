import type { RenderedArticle } from '../../lib/content/library/read-articles.ts';

export interface BuildFacts {
	/** As the reader of the report would name it. */
	folder: string;
	seconds: number;
	pages: number;
	/** Articles in the build. */
	articles: number;
	categories: number;
	tags: number;
	indexBytes: number;
	catalogueBytes: number;
	/** What an installed site downloads first. */
	precache: { files: number; bytes: number };
	/** All articles with their images. */
	offline: { files: number; bytes: number };
	site: { files: number; bytes: number };
	rendered: readonly RenderedArticle[];
}

const maxSlowest = 3;

/** What a build made, in about a dozen lines. */
export function buildReport(facts: BuildFacts): string {
	const { rendered, precache, offline, site } = facts;
	const fresh = rendered.filter(({ isCached }) => !isCached);
	const slowest = [...fresh].sort((a, b) => b.ms - a.ms).slice(0, maxSlowest);
	const rows: [string, string][] = [
		['Pages', String(facts.pages)],
		[
			'Articles',
			`${facts.articles} in ${counted(facts.categories, 'category', 'categories')}, ${counted(facts.tags, 'tag')}`
		],
		['Search index', bytesText(facts.indexBytes)],
		['Catalogue', bytesText(facts.catalogueBytes)],
		['Offline, at once', filesText(precache)],
		['Offline, if saved', filesText(offline)],
		['Whole site', filesText(site)],
		[
			'Rendered',
			`${counted(fresh.length, 'article')}, ${rendered.length - fresh.length} from the cache`
		],
		...slowest.map(({ id, ms }, index): [string, string] => [
			index ? '' : 'Slowest',
			`${secondsText(ms / 1000)} ${id}`
		])
	];
	const width = Math.max(...rows.map(([name]) => name.length));
	return [
		`Built ${facts.folder} in ${secondsText(facts.seconds)}`,
		...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)
	].join('\n');
}

const counted = (count: number, one: string, many = `${one}s`) =>
	`${count} ${count === 1 ? one : many}`;

const filesText = ({ files, bytes }: { files: number; bytes: number }) =>
	`${counted(files, 'file')}, ${bytesText(bytes)}`;

/** Uncompressed, in units of 1000. */
function bytesText(bytes: number): string {
	if (bytes < 1000) return `${bytes} B`;
	const [value, unit] = bytes < 999_950 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
	return `${value.toFixed(1)} ${unit}`;
}

const secondsText = (seconds: number) => `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;

const maxBarWidth = 24;

/**
 * One line of progress: a bar and what is being done.
 * @param fraction 0 to 1
 * @param columns width of the terminal
 */
export function progressLine(fraction: number, label: string, columns: number): string {
	const width = Math.max(0, Math.min(maxBarWidth, columns - 30));
	const filled = Math.round(Math.min(1, Math.max(0, fraction)) * width);
	const bar = width ? `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ` : '';
	return `${bar}${label}`.slice(0, Math.max(0, columns - 1));
}
