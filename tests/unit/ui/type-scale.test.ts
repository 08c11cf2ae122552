import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const size = /\bfont(?:-size)?:\s*(?:\w+ )*[\d.]+(?:rem|px)/;

it('every font size is one of the type scale or relative to its parent', () => {
	const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
		.map((path) => join('src', path))
		.filter((path) => /\.(?:css|svelte)$/.test(path));
	const outside = files.flatMap((path) =>
		readFileSync(path, 'utf8')
			.split('\n')
			.flatMap((line) => (size.test(line) ? [`${path}: ${line.trim()}`] : []))
	);
	expect(outside).toEqual([]);
});
