import { spawn, spawnSync } from 'node:child_process';
import {
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Site } from './build-sites.ts';
import { freePort } from './free-port.ts';

const nobody = 65_534;

/** nginx, or nothing where it is not installed. */
export const nginx = ['nginx', '/usr/sbin/nginx'].find(
	(command) => spawnSync(command, ['-v']).status === 0
);

/** Where the system's nginx looks for its configuration. */
function mimeTypes(): string {
	const facts = spawnSync(nginx!, ['-V'], { encoding: 'utf8' }).stderr;
	const file = join(dirname(/--conf-path=(\S+)/.exec(facts)?.[1] ?? ''), 'mime.types');
	return existsSync(file) ? `include ${file};` : '';
}

/**
 * Serves a built site by nginx with the configuration that the build wrote, as one process without
 * privileges that lives in a temporary folder.
 */
export async function serveByNginx(site: Site): Promise<{ origin: string; stop(): Promise<void> }> {
	const folder = mkdtempSync(join(tmpdir(), 'offprint-nginx-'));
	const root = join(folder, 'root');
	mkdirSync(root);
	cpSync(site.folder, join(root, site.base), { recursive: true });
	const port = await freePort();
	const parts = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
	const configuration = `
		daemon off;
		master_process off;
		pid ${join(folder, 'nginx.pid')};
		events {}
		http {
			${mimeTypes()}
			access_log off;
			${parts.map((part) => `${part}_temp_path ${join(folder, part)};`).join('\n')}
			server {
				listen 127.0.0.1:${port};
				root ${root};
				include ${join(root, site.base, '.hosts/nginx.conf')};
			}
		}`;
	writeFileSync(join(folder, 'nginx.conf'), configuration);
	const isRoot = process.getuid?.() === 0;
	if (isRoot) chownSync(folder, nobody, nobody);
	const child = spawn(nginx!, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], {
		stdio: ['ignore', 'ignore', 'pipe'],
		...(isRoot && { uid: nobody, gid: nobody })
	});
	let output = '';
	child.stderr.on('data', (text: Buffer) => (output += text.toString()));
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const origin = `http://127.0.0.1:${port}`;
	const stop = async () => {
		if (child.exitCode === null) child.kill();
		await ended;
		rmSync(folder, { recursive: true, force: true });
	};
	for (let attempt = 0; attempt < 600; attempt++) {
		if (child.exitCode !== null) break;
		if (
			await fetch(origin).then(
				() => true,
				() => false
			)
		)
			return { origin, stop };
		await new Promise((next) => setTimeout(next, 50));
	}
	await stop();
	throw new Error(`nginx does not start: ${output}`);
}
