import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { ContentError } from '../../../../src/lib/content/faults/report.ts';
import { openLibrary, type LibraryOptions } from '../../../../src/lib/content/library/library.ts';

export const site = 'title: A\ntagline: B\nurl: https://a.example/\nauthor: C\nlanguage: en\n';
export const category = 'title: Backend\ntagline: .NET, APIs, and server-side\norder: 1\n';

export const article = (keys = '', body = '## One\n\nText.\n') =>
	`---\ntitle: T\ndescription: A description of thirty letters.\nlevel: Beginner\npublished: 2026-01-01\n${keys}---\n\n${body}`;

/** Writes a content folder that exists until the end of the test. */
export function content(files: Record<string, string | Buffer>): string {
	const folder = mkdtempSync(join(tmpdir(), 'offprint-content-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const [path, text] of Object.entries({
		'site.yaml': site,
		'backend/category.yaml': category,
		...files
	})) {
		if (!text.length) continue;
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return folder;
}

export const open = (folder: string, options: Partial<LibraryOptions> = {}) =>
	openLibrary({ content: folder, base: '', today: '2026-06-01', checkOnly: true, ...options });

export async function faultsOf(folder: string): Promise<string[]> {
	try {
		await open(folder);
		return [];
	} catch (error) {
		expect(error).toBeInstanceOf(ContentError);
		return (error as Error).message.replaceAll(`${folder}/`, 'content/').split('\n');
	}
}
