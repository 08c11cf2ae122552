import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const files = ['src', 'content'].flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
		.filter((name) => /\.(?:css|svelte)$/.test(name))
);

/** The style sheet of a file, without its comments. */
function stylesOf(file: string): string {
	const text = readFileSync(file, 'utf8');
	const css = file.endsWith('.css') ? text : (/<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '');
	return css.replace(/\/\*[\s\S]*?\*\//g, '');
}

/** The parts of a value, of which a function is one. */
const parts = (value: string) => value.match(/(?:[^\s()]+|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];

/** A table's cell keeps the side that its author gave it; a rule for one direction means a side. */
const exempt = /(?:\.align-(?:left|right)|:root\[dir='rtl'\])\s*\{[^}]*\}/g;

/** Declarations that mean a side of the window rather than the start or end of a line. */
const sided = (css: string) =>
	[...css.replace(exempt, '').matchAll(/(?<=[{;]\s*)([\w-]+)\s*:\s*([^;{}]+);/g)]
		.filter(([, name, value]) => {
			if (/^(?:left|right|float|(?:margin|padding|border)-(?:left|right).*)$/.test(name!))
				return true;
			if (name === 'text-align') return /^(?:left|right)$/.test(value!.trim());
			if (!/^(?:margin|padding|inset|border-width)$/.test(name!)) return false;
			const [, right, , left] = parts(value!);
			return left !== undefined && left !== right;
		})
		.map(([declaration]) => declaration);

describe('styles', () => {
	it('serve both directions of writing: no declaration names a side', () => {
		const found = files.flatMap((file) => sided(stylesOf(file)).map((css) => `${file}: ${css}`));
		expect(found).toEqual([]);
	});

	it.each([
		'left: 0;',
		'float: right;',
		'margin-left: auto;',
		'border-right-width: 1px;',
		'text-align: left;',
		'padding: 0 1rem 0 calc(2px + var(--x, 1px));'
	])('name a side by %s', (css) => {
		expect(sided(`a { color: red; ${css} }`)).toEqual([css]);
	});

	it.each(['inset-inline-start: 0;', 'text-align: end;', 'padding: 0 1rem 2px 1rem;', 'top: 0;'])(
		'name none by %s',
		(css) => {
			expect(sided(`a { ${css} }`)).toEqual([]);
		}
	);
});
