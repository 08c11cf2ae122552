import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Java archive, as Debian packages it. */
const program = '/usr/bin/epubcheck';

/** A run is too short to repay the optimizing compiler. */
const javaOptions = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

const run = (...options: string[]) =>
	spawnSync('java', [...javaOptions, '-jar', program, ...options], { encoding: 'utf8' });

/** Whether this machine can check books: Java and the package `epubcheck`. */
export const hasEpubCheck = existsSync(program) && spawnSync('java', ['-version']).status === 0;

/** What EPUBCheck says of a book, without its frame. */
export function checkEpub(bytes: Uint8Array): string[] {
	const folder = mkdtempSync(join(tmpdir(), 'offprint-epub-'));
	try {
		const file = join(folder, 'book.epub');
		writeFileSync(file, bytes);
		const { stdout, stderr } = run(file);
		return `${stdout}\n${stderr}`
			.split('\n')
			.filter((line) => /^(?:FATAL|ERROR|WARNING|INFO|USAGE)|^Messages:/.test(line))
			.map((line) => line.replaceAll(folder, ''));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What it says of a valid one. */
export const noMessages = ['Messages: 0 fatals / 0 errors / 0 warnings / 0 infos'];
