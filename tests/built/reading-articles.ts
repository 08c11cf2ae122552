/** Front matter of an article of the feature library. */
export const front = (title: string, description: string, more = '') =>
	`---\ntitle: ${title}\ndescription: ${description}\nlevel: Intermediate\npublished: 2026-01-01\ntags: [markdown]\n${more}---\n\n`;

const sections = 26;
const blocksInSection = 18;

/** Blocks of different heights: a few words, many words, code. */
function block(n: number): string {
	const size = (n * 37) % 120;
	if (n % 9 === 4)
		return `\`\`\`sql\n${Array.from({ length: 2 + (size % 17) }, (_, line) => `SELECT ${line} FROM block_${n};`).join('\n')}\n\`\`\``;
	return `Block ${n}${' is as high as its words are many'.repeat(1 + Math.floor(size / 8))}.`;
}

/** More blocks than are laid out immediately; adjacent ones differ in height. */
const uneven = `${front('Blocks of every height', 'More blocks than a browser lays out at once, of uneven heights.')}${Array.from(
	{ length: sections },
	(_, section) =>
		`## Section ${section}\n\n${Array.from({ length: blocksInSection }, (_, n) => block(section * blocksInSection + n)).join('\n\n')}`
).join('\n\n')}
`;

/** Text deep in a section, in every kind of markup, by the query that finds it. */
export const deepPassages: Record<string, string> = {
	'in a paragraph': 'The *quartermaster* counts [barrels](https://example.org) of `salt` by hand.',
	'in a cell, with words of the next':
		'| key | kept as |\n|:--|:--|\n| lighthouse keeper | thirty lanterns | three oils |\n| second | fourth | fifth |',
	'beside a break': 'The ferryman waits below<br>while the schooner comes about.',
	'beside a line that the author ends':
		'A cooper mends what leaks\\\nand a chandler sells the rest.',
	'around a footnote’s mark': 'Every helmsman[^h] steers by the compass alone.',
	'in a list':
		'- The anchor is weighed first\n- The bosun whistles twice\n- Then the mainsail is set',
	'in a callout': '> [!NOTE]\n> A stevedore is paid by the day.',
	'in code': '```sql\nSELECT harbour,\n       pilotage FROM tides;\n```',
	'in HTML':
		'<details open><summary>Of the binnacle</summary><div>It stands before the wheel</div><div>and the capstan aft of it.</div></details>',
	'in Japanese':
		'港では朝から多くの船員が荷物を運んでいた。古い灯台は岬の先端に立ち、夜になると白い光を海へ送る。漁師たちは静かに網を繕い、次の航海の準備をしている。',
	'in Chinese':
		'清晨的港口停着许多远洋货轮。年轻的水手正在检查罗盘和缆绳，准备在涨潮之后离开码头。老船长站在甲板上，望着远处的信号塔。'
};

const filler = Array.from(
	{ length: 12 },
	(_, n) => `Line ${n} of what nobody looks for, so that the words stand far below their heading.`
).join('\n\n');

const fragments = `${front('Passages of every kind', 'What a search finds deep in a section, in every kind of markup.')}${Object.entries(
	deepPassages
)
	.map(([name, text]) => `## Found ${name}\n\n${filler}\n\n${text}\n\n${filler}`)
	.join('\n\n')}

[^h]: Who stands at the wheel.
`;

/** Articles of the feature library for tests of scrolling, by path. */
export const readingArticles: Record<string, string> = {
	'web/fragments.md': fragments,
	'web/uneven.md': uneven,
	...Object.fromEntries(
		['First', 'Second', 'Third'].map((name, n) => [
			`web/ledger-${n + 1}.md`,
			`${front(`${name} steps with a ledger`, 'One of three articles that are read one after another.', `series: a-ledger-in-practice\npart: ${n + 1}\n`)}Words of the part.\n\n## Steps\n\nMore words.\n`
		])
	)
};
