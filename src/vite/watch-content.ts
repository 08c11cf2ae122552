import type { ViteDevServer } from 'vite';

/** An editor may write a file in several steps. */
const debounceMs = 50;

/** Files in the content folder that no page is made of. */
const isUnused = (path: string) => /[\\/](?:bin|obj|node_modules)[\\/]/.test(path);

/**
 * Watches a folder.
 * @param folder absolute
 * @param onEdit called at the first edit of several; the promise brings their absolute paths once no other
 * has followed for a moment
 */
export function watchContent(
	{ watcher }: Pick<ViteDevServer, 'watcher'>,
	folder: string,
	onEdit: (edited: Promise<ReadonlySet<string>>) => void
) {
	let timer: NodeJS.Timeout | undefined;
	let edits: { paths: Set<string>; end: (paths: ReadonlySet<string>) => void } | undefined;
	watcher.add(folder);
	watcher.on('all', (_event, path) => {
		if (!path.startsWith(folder) || isUnused(path)) return;
		clearTimeout(timer);
		if (!edits) onEdit(new Promise((end) => (edits = { paths: new Set(), end })));
		const { paths, end } = edits!;
		paths.add(path);
		timer = setTimeout(() => {
			edits = undefined;
			end(paths);
		}, debounceMs);
	});
}
