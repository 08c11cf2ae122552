import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Java archive, as Debian packages it. */
const program = '/usr/bin/epubcheck';

/** A run is too short to repay the optimizing compiler. */
const javaOptions = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

const run = (...options: string[]) => {
	const { stdout, stderr } = spawnSync('java', [...javaOptions, ...options], { encoding: 'utf8' });
	return `${stdout ?? ''}\n${stderr ?? ''}`;
};

/** Whether this machine can check books: Java and the package `epubcheck`. */
export const hasEpubCheck = /^EPUBCheck v/m.test(run('-jar', program, '--version'));

/**
 * What EPUBCheck says of each book, without its frame. Several are checked by one process, because one for each
 * spends most of its time on the same schemas; that needs Java's compiler, which not every Java has.
 */
export function checkEpubs(books: readonly Uint8Array[]): string[][] {
	const folder = mkdtempSync(join(tmpdir(), 'offprint-epub-'));
	try {
		const files = books.map((_, n) => join(folder, `${n}.epub`));
		for (const [n, file] of files.entries()) writeFileSync(file, books[n]!);
		const source = join(import.meta.dirname, 'CheckBooks.java');
		const together =
			files.length > 1 ? run('-cp', program, source, ...files).split('End of book\n') : [];
		const outputs =
			together.length === files.length + 1
				? together.slice(0, -1)
				: files.map((file) => run('-jar', program, file));
		return outputs.map((output) =>
			output
				.split('\n')
				.filter((line) => /^(?:FATAL|ERROR|WARNING|INFO|USAGE)|^Messages:/.test(line))
				.map((line) => line.replaceAll(folder, ''))
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

export const checkEpub = (book: Uint8Array): string[] => checkEpubs([book])[0]!;

/** What it says of a valid one. */
export const noMessages = ['Messages: 0 fatals / 0 errors / 0 warnings / 0 infos'];
