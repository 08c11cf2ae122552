import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { corpusPath, type CorpusArticle } from './corpus-content.ts';

export interface DevelopmentCost {
	/** Until the server says its address. */
	readySeconds: number;
	/** Until the first article has come, with the modules that its page needs. */
	firstPageSeconds: number;
	/** From an edit of that article until the server sends it. */
	editMs: number;
}

const timeoutMs = 600_000;

/** Starts the development server for a content folder, opens an article and edits it. */
export async function measureDevelopment(
	content: string,
	[article]: readonly CorpusArticle[]
): Promise<DevelopmentCost> {
	const start = performance.now();
	const seconds = () => (performance.now() - start) / 1000;
	const server = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'dev', '--port', '0'], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, NODE_ENV: undefined, BASE_PATH: '', OFFPRINT_CONTENT: content }
	});
	try {
		const origin = await new Promise<string>((found, failed) => {
			let printed = '';
			const read = (bytes: Buffer) => {
				printed += stripVTControlCharacters(bytes.toString());
				const [address] = /http:\/\/localhost:\d+/.exec(printed) ?? [];
				if (address) found(address);
			};
			server.stdout.on('data', read);
			server.stderr.on('data', read);
			server.on('exit', () => failed(new Error(`The server ended:\n${printed}`)));
		});
		const readySeconds = seconds();
		const path = corpusPath(article!);
		const page = async () =>
			(await fetch(`${origin}/${path}/`, { headers: { accept: 'text/html' } })).text();
		await page();
		const firstPageSeconds = seconds();
		const file = join(content, `${path}.md`);
		const words = `Edited at ${Math.round(start)}.`;
		writeFileSync(file, `${readFileSync(file, 'utf8')}\n${words}\n`);
		const edited = performance.now();
		while (!(await page()).includes(words))
			if (performance.now() - edited > timeoutMs) throw new Error('The edit does not show');
		return { readySeconds, firstPageSeconds, editMs: performance.now() - edited };
	} finally {
		server.kill();
	}
}
