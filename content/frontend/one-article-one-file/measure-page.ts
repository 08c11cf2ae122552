import { bodyId, parsePage } from '$lib/ui/dom/page-document.ts';
import {
	byteLength,
	compressedSize,
	documentBytes,
	fileBytes,
	namedScripts,
	type FileBytes,
	type PageBytes,
	type TimedFile
} from './page-bytes.ts';

export interface MeasuredPage {
	parts: PageBytes;
	files: Omit<FileBytes, keyof PageBytes>;
	/** Bytes on the network of document, named scripts and styles; `null` if a size is not known. */
	compressed: number | null;
	/** Whether the server sent the document as it is, which cannot be compared with what is compressed. */
	isPlain: boolean;
	/** How the document came. */
	arrival: 'opened' | 'navigated';
}

/**
 * Measures the open page: what Resource Timing says of its files, and its document, which is fetched again,
 * from the HTTP cache or the service worker where they have it.
 * @returns `null` if the document cannot be fetched
 */
export async function measurePage(): Promise<MeasuredPage | null> {
	const address = location.href.replace(/#.*/, '');
	// Before the request below adds an entry.
	const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
	const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
	const path = location.pathname;
	const isThis = (file: TimedFile) => new URL(file.name).pathname === path;
	const isOpened = opened !== undefined && isThis(opened);
	const own = isOpened ? opened : resources.find(isThis);
	const response = await fetch(address).catch(() => null);
	if (!response?.ok) return null;
	const html = await response.text();
	const page = parsePage(html);
	const body = page.getElementById(bodyId);
	if (!body) return null;
	const isPage = (file: TimedFile) => new URL(file.name).pathname.endsWith('/');
	const rest = resources.filter((file) => !isPage(file));
	const { script, later, style, other, ...files } = fileBytes(rest, namedScripts(page, address));
	const size = own ? compressedSize(own) : null;
	const isPlain = size !== null && size >= byteLength(html);
	return {
		parts: { ...documentBytes(html, page, body), copy: 0, script, later, style, other },
		files: { ...files, files: files.files + 1 },
		compressed:
			size === null || files.compressed === null || isPlain ? null : size + files.compressed,
		isPlain,
		arrival: isOpened ? 'opened' : 'navigated'
	};
}
