import { createServer, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { servedSiteFile } from '../../../src/lib/content/hosts/host-files.ts';
import { siteHandler } from '../../../src/scripts/site-server.ts';

let folder: string;
let server: Server;

const names = ['+page.ts', '[slug]', 'a b', '100 %', 'é', 'x&y=z'];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'offprint-served-'));
	for (const name of names) {
		mkdirSync(join(folder, name));
		writeFileSync(join(folder, name, 'index.html'), `<h1>${name}</h1>`);
	}
	mkdirSync(join(folder, servedSiteFile, '..'), { recursive: true });
	writeFileSync(join(folder, servedSiteFile), '{"policy":"","redirects":{}}');
	server = createServer(siteHandler(folder));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => {
	server.close();
	rmSync(folder, { recursive: true });
});

const get = (path: string) =>
	fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);

it.each(names)('a page in the folder "%s" is served at its encoded address', async (name) => {
	const response = await get(`/${encodeURIComponent(name)}/?q=%2B`);
	expect(response.status).toBe(200);
	expect(await response.text()).toBe(`<h1>${name}</h1>`);
});

it('a sign that a URL may have as it is leads to the same page', async () => {
	expect(await (await get('/+page.ts/')).text()).toBe('<h1>+page.ts</h1>');
});

it('an address that cannot be decoded is not found', async () => {
	expect((await get('/%E9/')).status).toBe(404);
});
