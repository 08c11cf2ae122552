import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';

describe('the compressed copies', () => {
	it('are smaller and hold the same', () => {
		const { folder } = inject('features');
		const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
		const copies = names.filter((name) => /\.(?:br|gz)$/.test(name));
		expect(copies.length).toBeGreaterThan(50);
		for (const name of copies) {
			const copy = readFileSync(join(folder, name));
			const data = name.endsWith('.br') ? brotliDecompressSync(copy) : gunzipSync(copy);
			const original = readFileSync(join(folder, name.replace(/\.\w+$/, '')));
			expect(data.equals(original), name).toBe(true);
			expect(copy.length, name).toBeLessThan(original.length);
		}
	});

	it('are left out if they are switched off, and no page of a device or crawler names them', () => {
		const { folder } = inject('fixture');
		const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
		expect(names.filter((name) => /\.(?:br|gz)$/.test(name))).toEqual([]);
		const worker = readFileSync(join(inject('features').folder, 'service-worker.js'), 'utf8');
		expect(worker).not.toMatch(/\.(?:br|gz)"|_headers|vercel\.json/);
	});
});
