import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const assets = '/_app/immutable/assets';
const worker = '/service-worker.js';

/** The path of a generated file within a built site. */
export function generatedFile(folder: string, name: 'index' | 'catalogue'): string {
	const pattern = new RegExp(String.raw`^${name}\..*\.json$`);
	const found = readdirSync(join(folder, assets)).find((file) => pattern.test(file));
	if (!found) throw new Error(`The built site has no ${name} file`);
	return `${assets}/${found}`;
}

const integrity = (data: Buffer | string) =>
	`sha256-${createHash('sha256').update(data).digest('base64')}`;

/**
 * Texts to serve instead of a built site's files, by path, including a service worker whose integrity
 * hashes match them.
 */
export function insteadOf(
	folder: string,
	texts: Readonly<Record<string, string>>
): Map<string, string> {
	let code = readFileSync(join(folder, worker), 'utf8');
	for (const [path, text] of Object.entries(texts))
		code = code.replace(integrity(readFileSync(join(folder, path))), integrity(text));
	return new Map([...Object.entries(texts), [worker, code]]);
}
