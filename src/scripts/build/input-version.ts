import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What compilers leave beside a sample; the articles do not read it. */
const ignored = new Set(['bin', 'obj', 'node_modules', '.git']);

/**
 * Files of a folder at any depth, in an order that every file system gives; a link that leads back is
 * not followed.
 * @param path a file or a folder
 * @param name what the file is called in the hash
 * @param above real paths of the folders that contain it
 */
function listFiles(
	path: string,
	name = '',
	above: readonly string[] = []
): [name: string, path: string][] {
	const facts = statSync(path, { throwIfNoEntry: false });
	if (!facts) return [];
	if (!facts.isDirectory()) return [[name, path]];
	const real = realpathSync(path);
	if (above.includes(real)) return [];
	return readdirSync(path)
		.filter((entry) => !ignored.has(entry))
		.sort()
		.flatMap((entry) => listFiles(join(path, entry), `${name}/${entry}`, [...above, real]));
}

/**
 * Names a build after its input, so that the same input gives the same files at any time, in any
 * folder and on any machine.
 * @param paths the code and the content: files and folders
 * @param settings everything else that changes the pages
 * @param today `YYYY-MM-DD`: a later date of publication leaves an article out
 */
export function inputVersion(
	paths: readonly string[],
	settings: readonly string[],
	today = new Date().toISOString().slice(0, 10)
): string {
	const hash = createHash('sha256').update(JSON.stringify(settings));
	for (const [index, path] of paths.entries())
		for (const [name, file] of listFiles(path)) {
			const data = readFileSync(file);
			hash.update(`\0${index}${name}\0`).update(data);
			if (/\.(?:md|svx)$/.test(name) && isLater(data.toString('utf8'), today)) hash.update('later');
		}
	return hash.digest('hex').slice(0, 16);
}

function isLater(article: string, today: string): boolean {
	const [, published] = /^published:\s*["']?(\d{4}-\d{2}-\d{2})/m.exec(article) ?? [];
	return published !== undefined && published > today;
}
