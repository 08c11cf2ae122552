import { ownName } from '$lib/core/article/test-name.ts';
import type { SampleFile } from '$lib/content/library/sample-files.ts';

/** The file of a sample that declares a test, and the 1-based line. */
export function findTest(
	files: readonly SampleFile[],
	name: string
): { file?: SampleFile; line: number } {
	const isTypeScript = files.some(({ path }) => path.endsWith('.test.ts'));
	return isTypeScript ? findTitle(files, ownName(name)) : findMethod(files, name);
}

/** @param name `Class.Method` */
function findMethod(files: readonly SampleFile[], name: string) {
	const [className, method] = [name.slice(0, name.lastIndexOf('.')), ownName(name)];
	const declares = new RegExp(`\\b${method}\\s*\\(`);
	const candidates = files.filter(
		({ path, text }) => text !== null && path.endsWith('.cs') && declares.test(text)
	);
	const file =
		candidates.find(({ text }) => new RegExp(`\\bclass ${className}\\b`).test(text!)) ??
		candidates[0];
	const line = file ? file.text!.split('\n').findIndex((one) => declares.test(one)) + 1 : 1;
	return { file, line };
}

/** The title of a test: the first text in quotes after `it(`, `test(` or the table of `it.each(…)(`. */
const titlePattern = /(?:\b(?:it|test)|\))\(\s*(['"`])((?:\\.|(?!\1)[^\n])+)\1/g;

function findTitle(files: readonly SampleFile[], title: string) {
	for (const file of files.filter(({ path }) => path.endsWith('.test.ts')))
		for (const { 2: written, index } of (file.text ?? '').matchAll(titlePattern))
			if (isTitle(written!, title)) {
				const line = file.text!.slice(0, index).split('\n').length;
				return { file, line };
			}
	return { line: 1 };
}

/** Whether Vitest makes this title from the written one, whose `%s` and `$name` it fills in. */
function isTitle(written: string, title: string): boolean {
	const plain = written.replace(/\\(.)/g, '$1');
	const parts = plain.split(/%[sdifjoOc#$]|%%|\$[\w.]+|\$\{[^}]*\}/);
	const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${escaped.join('.*')}$`, 's').test(title);
}
