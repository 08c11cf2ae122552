import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCommandFolder } from './command-folder.ts';

const { folder, run, runWith, runAsNpm, breakArticle } = openCommandFolder();

describe('npm run check', () => {
	it('counts the articles if there is no fault', () => {
		const { status, stdout } = runAsNpm('check');
		expect(stdout).toMatch(/3 articles in 3 categories, no faults/);
		expect(status).toBe(0);
	});

	it('fails and prints every fault with its position', () => {
		breakArticle();
		const { status, stderr } = run('check');
		expect(stderr).toContain('The content has 3 faults:');
		expect(stderr).toContain('broken.md:1:1 "level" is missing');
		expect(status).toBe(1);
	});

	it('prints one JSON document for tools', () => {
		const whole = run('check', '--json');
		expect(JSON.parse(whole.stdout)).toMatchObject({
			faults: [],
			summary: { articles: 3, categories: 3, faults: 0 }
		});
		expect([whole.stderr, whole.status]).toEqual(['', 0]);
		breakArticle();
		const broken = run('check', '--json');
		const { faults, summary } = JSON.parse(broken.stdout) as Record<string, unknown>;
		expect(faults).toContainEqual({
			file: expect.stringMatching(/broken\.md$/) as string,
			line: 1,
			column: 1,
			problem: '"level" is missing'
		});
		expect(summary).toMatchObject({ articles: null, faults: 3 });
		expect([broken.stderr, broken.status]).toEqual(['', 1]);
	});

	it('annotates faults in GitHub Actions, beside JSON too', () => {
		breakArticle();
		const { stdout, stderr } = runWith(
			{ GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder },
			...['check', '--json']
		);
		expect(() => JSON.parse(stdout) as unknown).not.toThrow();
		expect(stderr).toContain(
			'::error file=content/backend/broken.md,line=1,col=1::"level" is missing\n'
		);
	});
});

describe('npm run check of golden queries', () => {
	const ask = (golden: string) => {
		writeFileSync(join(folder, 'content/golden.yaml'), golden);
		return run('check');
	};

	it('counts the queries that are answered', () => {
		const { status, stdout } = ask('the queue of part 0: queue-0\n');
		expect(stdout).toContain('1 of 1 golden queries answered');
		expect(status).toBe(0);
	});

	it('fails if one is not, and ignores drafts', () => {
		const { status, stdout, stderr } = ask('xylophone: queue-0\nqueue: queue-0\n');
		expect(stdout).toContain('1 of 2 golden queries answered');
		expect(stderr).toContain('golden.yaml:1:1 "xylophone": backend/queue-0 must be first');
		// Drafts are checked but not indexed.
		expect(stderr).not.toContain('came instead');
		expect(status).toBe(1);
	});
});

describe('npm run check of synonyms', () => {
	it('names the rows that find nothing, which are no faults', () => {
		writeFileSync(
			join(folder, 'content/synonyms.yaml'),
			'- [waiting line, queue]\n- query: [hum, buzz]\n  also: [xylophone, glass harp]\n'
		);
		const { status, stdout, stderr } = run('check');
		expect(stdout).toMatch(/\d+ of the glossary's \d+ rows apply/);
		expect(stderr).toContain(
			'synonyms.yaml:2:3 finds nothing, because no article has "xylophone" or "glass harp"'
		);
		expect(stderr).not.toContain('synonyms.yaml:1');
		expect(status).toBe(0);
	});
});

describe('npm run check of a search log', () => {
	it('shows what each query finds', () => {
		const log = join(folder, 'log.txt');
		writeFileSync(log, 'the queue of part 0\nxylophone\n');
		const { status, stdout } = run('check', '--queries', log);
		expect(stdout).toMatch(/Nothing found.*\n {4}xylophone\n/);
		expect(stdout).toMatch(/the queue of part 0\n +backend\/queue-0 /);
		expect(status).toBe(0);
	});

	it('says so if there is no such file', () => {
		const { status, stderr } = run('check', '--queries', 'nowhere.txt');
		expect(stderr).toContain('nowhere.txt');
		expect(status).toBe(1);
	});
});
