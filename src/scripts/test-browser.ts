import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { findOrInstallBrowser } from './find-browser.ts';

/** `npm run test:browser [-- word…]`: the browser tests whose file name contains one of the words. */
const words = process.argv.slice(2);
const folder = 'tests/browser';
const files = readdirSync(folder)
	.filter((name) => name.endsWith('.test.ts'))
	.filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
	.map((name) => `${folder}/${name}`);

if (files.length === 0) {
	console.error(
		`No file in ${folder} has ${words.map((word) => `"${word}"`).join(' or ')} in its name.`
	);
	process.exit(1);
}
const { status } = spawnSync('vitest', ['run', '--project', 'site', ...files], {
	stdio: 'inherit',
	env: { ...process.env, CHROME_PATH: findOrInstallBrowser() },
	shell: process.platform === 'win32'
});
process.exitCode = status ?? 1;
