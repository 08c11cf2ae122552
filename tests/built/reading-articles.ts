/** What front matter an article of the feature library has. */
export const front = (title: string, description: string, more = '') =>
	`---\ntitle: ${title}\ndescription: ${description}\nlevel: Intermediate\npublished: 2026-01-01\ntags: [markdown]\n${more}---\n\n`;

const sections = 26;
const blocksInSection = 18;

/** A block of a height of its own: of a few words, of many, of code. */
function block(n: number): string {
	const size = (n * 37) % 120;
	if (n % 9 === 4)
		return `\`\`\`sql\n${Array.from({ length: 2 + (size % 17) }, (_, line) => `SELECT ${line} FROM block_${n};`).join('\n')}\n\`\`\``;
	return `Block ${n}${' is as high as its words are many'.repeat(1 + Math.floor(size / 8))}.`;
}

/** More blocks than are laid out at once, no two neighbours of one height. */
const uneven = `${front('Blocks of every height', 'More blocks than a browser lays out at once, of uneven heights.')}${Array.from(
	{ length: sections },
	(_, section) =>
		`## Section ${section}\n\n${Array.from({ length: blocksInSection }, (_, n) => block(section * blocksInSection + n)).join('\n\n')}`
).join('\n\n')}
`;

/** Articles of the feature library that are there to be moved about in, by path. */
export const readingArticles: Record<string, string> = {
	'web/uneven.md': uneven
};
