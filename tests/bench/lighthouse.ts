import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { findOrInstallBrowser } from '../../src/commands/find-browser.ts';
import { buildSite } from './build-site.ts';
import type { Measure } from './measures.ts';
import { serveSite } from './served-site.ts';

const pages = {
	library: '/',
	category: '/backend/',
	article: '/backend/nanoid-over-uuid/'
};

/** The least of each category, as a share. */
const budgets = { performance: 0.99, accessibility: 1, 'best-practices': 1, seo: 1 };

/** Packs what a host packs, for a server that sends such files where it has them. */
function pack(folder: string) {
	for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		if (!/\.(?:html|js|css|json|svg|xml|webmanifest)$/.test(name)) continue;
		const path = join(folder, name);
		writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
	}
}

function freePort(): Promise<number> {
	return new Promise((found) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => found(port));
		});
	});
}

/** Lighthouse's four scores of our own pages, on the slow telephone that is its default. */
export async function measureLighthouse(temporary: string): Promise<Measure[]> {
	const folder = join(temporary, 'lighthouse');
	buildSite('content', folder);
	pack(folder);
	const port = await freePort();
	const browser = await chromium.launch({
		executablePath: findOrInstallBrowser(),
		args: ['--no-sandbox', `--remote-debugging-port=${port}`]
	});
	const measures: Measure[] = [];
	try {
		await serveSite(folder, async (origin) => {
			for (const [name, path] of Object.entries(pages)) {
				const result = await lighthouse(origin + path, { port, logLevel: 'error' });
				if (!result) throw new Error(`Lighthouse has nothing to say of ${path}`);
				const { categories, audits } = result.lhr;
				for (const [category, budget] of Object.entries(budgets)) {
					const { score, title, auditRefs } = categories[category]!;
					const missed = auditRefs.filter(
						({ id, weight }) => weight > 0 && (audits[id]!.score ?? 1) < 0.9
					);
					measures.push({
						name: `Lighthouse, ${name}: ${title}`,
						value: score,
						unit: 'score',
						budget,
						note: missed.map(({ id }) => id).join(', ') || undefined
					});
				}
			}
		});
	} finally {
		await browser.close();
	}
	return measures;
}
