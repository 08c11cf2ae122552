import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findProgram, isProgram } from './find-program.ts';

/** Headless shells have no windows, which halves the time of tests. */
const names = [
	'chrome-headless-shell',
	'chromium-headless-shell',
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
	'chrome',
	'microsoft-edge',
	'microsoft-edge-stable'
];

const places = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
	...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
		.filter((folder) => folder !== undefined)
		.flatMap((folder) => [
			join(folder, 'Google/Chrome/Application/chrome.exe'),
			join(folder, 'Microsoft/Edge/Application/msedge.exe')
		])
];

/**
 * Path of the Chrome, Chromium or Edge on this machine, as a shell if there is one; `CHROME_PATH`
 * goes first.
 */
function findBrowser(): string | undefined {
	const named = process.env.CHROME_PATH ?? '';
	return isProgram(named) ? named : (findProgram(names) ?? places.find(isProgram));
}

/**
 * As `findBrowser`, installing Chromium from the system's packages if none is found: on Debian
 * and Ubuntu as root, which is how build machines run.
 * @throws with the one command to run if it cannot be installed from here
 */
export function findOrInstallBrowser(): string {
	const found = findBrowser();
	if (found) return found;
	if (process.platform === 'linux' && process.getuid?.() === 0 && hasApt()) {
		console.log(
			'No Chrome, Chromium or Edge found: installing Chromium from the system’s packages'
		);
		execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
		const installed = ['chromium-headless-shell', 'chromium'].some(install) && findBrowser();
		if (installed) return installed;
	}
	throw new Error(
		'The browser tests need Chrome, Chromium or Edge. Install one with\n    ' +
			installCommand() +
			'\nor name one that is installed: CHROME_PATH=/path/to/chrome npm test'
	);
}

/** Not every release has every package. */
const install = (name: string) =>
	spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	}).status === 0;

const hasApt = () => ['/usr/bin', '/bin'].some((folder) => isProgram(join(folder, 'apt-get')));

const installCommand = () =>
	process.platform === 'darwin'
		? 'brew install --cask chromium'
		: process.platform === 'win32'
			? 'winget install Google.Chrome'
			: hasApt()
				? 'sudo apt-get install chromium'
				: 'your package manager, for instance: sudo dnf install chromium';
