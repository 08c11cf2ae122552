import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file in a folder and its subfolders. */
export const filesOf = (folder: string): string[] =>
	readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		return statSync(path).isDirectory() ? filesOf(path) : [path];
	});

/** Whether the HTML of a built page only leads from an old address to an article. */
export const isAliasPage = (html: string): boolean => html.includes('<script>location.replace(');
