import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';

export interface BuildCost {
	/** Wall time. */
	seconds: number;
	/** Peak of the largest process, in bytes; `null` if GNU time is missing. */
	memoryBytes: number | null;
}

const gnuTime = '/usr/bin/time';
const renderCache = 'node_modules/.cache/offprint';

/** Makes the next build a cold one. */
export const clearRenderCache = () => rmSync(renderCache, { recursive: true, force: true });

/**
 * Builds a content folder as `npm run build` does.
 * @throws with the end of the build's output if it fails
 */
export function buildSite(content: string, folder: string): BuildCost {
	const command = [
		process.execPath,
		'node_modules/vite/bin/vite.js',
		'build',
		'--logLevel',
		'warn'
	];
	const timed = existsSync(gnuTime);
	if (timed) command.unshift(gnuTime, '-v');
	const start = performance.now();
	const { status, stderr, stdout, error } = spawnSync(command[0]!, command.slice(1), {
		encoding: 'utf8',
		maxBuffer: 1 << 28,
		env: {
			...process.env,
			NODE_ENV: 'production',
			OFFPRINT_CONTENT: content,
			OFFPRINT_BUILD: folder,
			BASE_PATH: ''
		}
	});
	const seconds = (performance.now() - start) / 1000;
	if (error) throw error;
	if (status !== 0) {
		const output = (stdout + stderr).split(/\n\tCommand being timed/)[0]!;
		throw new Error(`The build of ${content} failed:\n${output.slice(-3000)}`);
	}
	const peakKb = timed
		? /Maximum resident set size \(kbytes\): (\d+)/.exec(stderr)?.[1]
		: undefined;
	return { seconds, memoryBytes: peakKb ? Number(peakKb) * 1024 : null };
}
