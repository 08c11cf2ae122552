import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { frontMatterSchema } from '../../../../src/lib/content/library/front-matter-schema.ts';
import { parseArticle } from '../../../../src/lib/content/library/front-matter.ts';

const guide = readFileSync('content/README.md', 'utf8');

describe('content/README.md', () => {
	it('shows front matter that passes the check', () => {
		const [, example] = /```yaml\n([^`]*)```/.exec(guide)!;
		expect(parseArticle(example!).faults).toEqual([]);
	});

	it('explains every key of front matter and no other', () => {
		const cells = [...guide.matchAll(/^\| (`\w+`(?:, `\w+`)*) +\|/gm)].map(([, cell]) => cell!);
		const keys = cells.flatMap((cell) => cell.replaceAll('`', '').split(', '));
		expect(keys.sort()).toEqual(Object.keys(frontMatterSchema.entries).sort());
	});
});
