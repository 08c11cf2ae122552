import { describe, expect, it } from 'vitest';
import { draw } from './draw-diagram.ts';

describe('a flowchart draws everything in its source', () => {
	it.each<[string, string, number, string[]]>([
		['arrows without spaces', 'Order-->Stock\nStock-->Bill', 2, ['Order', 'Stock', 'Bill']],
		['chains and groups of nodes', 'A & B-->C---D', 3, ['A', 'B', 'C', 'D']],
		['names beyond ASCII', 'Größe --> Übung --> 日本', 2, ['Größe', 'Übung', '日本']],
		['dots and hyphens in names', 'a.b --> c-d', 1, ['a.b', 'c-d']],
		['circles and crosses', 'A --o B\nC --x D\nE o--o F\nG x--x H', 4, [...'ABCDEFGH']],
		['lines of each kind', 'A --- B -.- C === D -.-> E ==> F <--> G', 6, [...'ABCDEFG']],
		['long lines', 'A ----> B -...-> C ====> D', 3, [...'ABCD']],
		[
			'words on arrows',
			'A -- yes --> B -->|no| C -. maybe .-> D == sure ==> E',
			4,
			['yes', 'no', 'maybe', 'sure', ...'ABCDE']
		],
		[
			'character references',
			'A["f#40;x#41; #quot;q#quot; &amp; #9829;"] --> B',
			1,
			['f(x) "q" & ♥', 'B']
		],
		[
			'syntax characters in quotes',
			'A["a[0] --> {b} | c; d"] -->|"x | y"| B',
			1,
			['a[0] --> {b} | c; d', 'x | y', 'B']
		],
		['asterisks that are not Markdown', 'A[2 * 3 * 4 *ptr*] --> B', 1, ['2 * 3 * 4 *ptr*', 'B']],
		['Markdown in its quotes', 'A["`**bold** and *slanted*`"] --> B', 1, ['bold and slanted', 'B']],
		['lines of a label', 'A[one<br>two] --> B', 1, ['onetwo', 'B']],
		[
			'tags as text',
			'A["<script>x</script> List<T>"] --> B',
			1,
			['<script>x</script> List<T>', 'B']
		],
		['named shapes', 'A@{ shape: cyl, label: "Table" } --> B@{ shape: diam }', 1, ['Table', 'B']],
		['names of edges', 'A e1@--> B', 1, ['A', 'B']],
		[
			'shapes',
			'A(a)\nB([b])\nC[[c]]\nD[(d)]\nE((e))\nF>f]\nG{g}\nH{{h}}\nI[/i/]\nJ[\\j\\]\nK[/k\\]\nL[\\l/]\nM(((m)))',
			0,
			[...'abcdefghijklm']
		],
		['statements on one line', 'A-->B; B-->C', 2, [...'ABC']],
		[
			'subgraphs',
			'subgraph one\nA --> B\nend\nsubgraph two [Second of two]\ndirection LR\nC\nsubgraph "in it"\nD\nend\nend\nB --> D\none --> two',
			3,
			['one', 'Second of two', 'in it', ...'ABCD']
		],
		['a loop', 'A --> A', 1, ['A']],
		['two arrows between two nodes', 'A -->|x| B\nA -->|y| B', 2, ['x', 'y', 'A', 'B']],
		[
			'styles',
			'A:::hot --> B\nclassDef hot fill:#f00,stroke:#333\nstyle B fill:rgb(1, 2, 3)\nlinkStyle 0 stroke:red',
			1,
			['A', 'B']
		],
		['comments', 'A --> B %% c\n%% d --> e'.replace(' %% c', ''), 1, ['A', 'B']]
	])('%s', async (_what, source, lines, texts) => {
		for (const header of ['flowchart LR', 'graph TD']) {
			const drawn = await draw(`${header}\n${source}`);
			expect(drawn.faults).toEqual([]);
			expect(drawn.lines).toBe(lines);
			expect(drawn.texts.sort()).toEqual([...texts].sort());
		}
	});

	it('circles, crosses and lines without an arrowhead have the right ends', async () => {
		const { html } = await draw('flowchart LR\nA --o B\nA x--> C\nA --- D');
		const ends = [...html.matchAll(/<polyline class="edge"[^>]*>/g)].map(([line]) =>
			[...line.matchAll(/marker-(start|end)="url\(#figure-1-([\w-]+)\)"/g)].map(
				([, at, end]) => `${at} ${end}`
			)
		);
		expect(ends.flat().sort()).toEqual(['end arrowhead', 'end circle-end', 'start cross-end']);
		expect(html).toContain('<marker id="figure-1-circle-end"');
		expect(html).toContain('<marker id="figure-1-cross-end"');
	});

	it('an invisible line is not drawn', async () => {
		expect((await draw('flowchart LR\nA ~~~ B')).html).toContain('<polyline visibility="hidden"');
	});

	it('uses no color that loads anything', async () => {
		expect(
			(await draw('flowchart LR\nA --> B\nstyle A fill:url(https://x.example)')).faults
		).toEqual(['diagram style "fill: url(https://x.example)" is not a plain color or width']);
	});
});
