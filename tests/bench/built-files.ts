import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const assets = '/_app/immutable/assets';

/** The path, in a built site, of what was made from its content. */
export function generatedFile(folder: string, name: 'index' | 'catalogue'): string {
	const pattern = new RegExp(String.raw`^${name}\..*\.json$`);
	const found = readdirSync(join(folder, assets)).find((file) => pattern.test(file));
	if (!found) throw new Error(`The built site has no ${name} file`);
	return `${assets}/${found}`;
}
