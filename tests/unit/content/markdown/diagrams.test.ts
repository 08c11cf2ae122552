import { toString } from 'hast-util-to-string';
import { fromHtml } from 'hast-util-from-html';
import type { Element } from 'hast';
import { visit } from '../../../../src/lib/content/markdown/visit.ts';
import { describe, expect, it } from 'vitest';
import { finishGraph } from '../../../../src/lib/content/markdown/diagram/finish-drawing.ts';
import { readFlowchart } from '../../../../src/lib/content/markdown/diagram/read-flowchart.ts';
import { readStatements } from '../../../../src/lib/content/markdown/diagram/statements.ts';
import { renderFile } from './render-file.ts';

const fence = (source: string, info = 'alt="x"') => `\`\`\`mermaid ${info}\n${source}\n\`\`\``;

async function draw(source: string) {
	const { html, faults } = await renderFile(fence(source), {}, { highlight: false });
	const texts: string[] = [];
	let lines = 0;
	visit(fromHtml(html, { fragment: true }), 'element', (node) => {
		if (node.tagName === 'text') texts.push(toString(node).trim());
		if ((node.properties.className as string[] | undefined)?.includes('edge')) lines++;
	});
	return {
		html,
		lines,
		texts: texts.filter(Boolean),
		faults: faults.map(({ problem }) => problem)
	};
}

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

describe('a state diagram draws everything in its source', () => {
	it.each<[string, string, number, string[]]>([
		[
			'starts, ends and words',
			'[*] --> Idle\nIdle --> Busy : work\nBusy-->[*]',
			3,
			['Idle', 'Busy', 'work']
		],
		['names beyond ASCII', 'Größe --> Übung', 1, ['Größe', 'Übung']],
		[
			'descriptions',
			'state "In transit" as T\nT --> D\nD : Delivered (late)',
			1,
			['In transit', 'Delivered (late)']
		],
		[
			'notes',
			'A --> B\nnote right of A : mind this\nnote left of B\nmore\nwords\nend note',
			3,
			['A', 'B', 'mind this', 'morewords']
		],
		[
			'choices and forks',
			'state c <<choice>>\nstate f <<fork>>\nA --> c\nc --> f : yes',
			2,
			['A', 'yes']
		],
		[
			'groups',
			'[*] --> Outer\nstate Outer {\n[*] --> In\nIn --> [*]\n}\nOuter --> Done',
			4,
			['Outer', 'In', 'Done']
		],
		['a single state', 'Alone', 0, ['Alone']]
	])('%s', async (_what, source, lines, texts) => {
		const drawn = await draw(`stateDiagram-v2\n${source}`);
		expect(drawn.faults).toEqual([]);
		expect(drawn.lines).toBe(lines);
		expect(drawn.texts.sort()).toEqual([...texts].sort());
	});
});

describe('a sequence diagram draws everything in its source', () => {
	it.each<[string, string, string[]]>([
		[
			'participants with spaces',
			'Client->>Order Service: ask\nClient->>Cache: look',
			['Client', 'Order Service', 'Cache', 'ask', 'look']
		],
		['names beyond ASCII', 'participant Ü as Übung\nÜ->>Größe: hallo', ['Übung', 'Größe', 'hallo']],
		[
			'arrows of each kind',
			'A->B: a\nA-->B: b\nA->>B: c\nA-->>B: d\nA-xB: e\nA--xB: f\nA-)B: g\nA--)B: h\nA<<->>B: i',
			[...'ABabcdefghi']
		],
		[
			'notes, also the first',
			'participant A\nNote over A: first\nA->>B: x\nNote right of B: second<br>line\nnote left of A: third',
			['A', 'B', 'x', 'first', 'secondline', 'third']
		],
		[
			'activities',
			'A->>B: x\nactivate B\nB->>A: y\ndeactivate B\nA->>+B: z\nB-->>-A: w',
			[...'ABxyzw']
		],
		['numbers', 'autonumber\nA->>B: x\nB->>A: y', ['A', 'B', '1. x', '2. y']],
		[
			'blocks and their parts',
			'alt good\nA->>B: x\nelse bad\nA->>B: y\nend\nloop each\nA->>B: z\nend\ncritical c\nA->>B: v\noption d\nA->>B: w\nend',
			[
				'A',
				'B',
				'x',
				'y',
				'z',
				'v',
				'w',
				'alt [good]',
				'[bad]',
				'loop [each]',
				'critical [c]',
				'[d]'
			]
		],
		[
			'words with signs',
			'A->>B: GET /x?a=1&b={2}#59; -> [ok]',
			['A', 'B', 'GET /x?a=1&b={2}; -> [ok]']
		],
		['a message to itself', 'A->>A: think', ['A', 'think']]
	])('%s', async (_what, source, texts) => {
		const drawn = await draw(`sequenceDiagram\n${source}`);
		expect(drawn.faults).toEqual([]);
		expect(drawn.texts.sort()).toEqual([...texts].sort());
	});
});

describe('other diagrams are drawn, and compared word by word', () => {
	it.each([
		[
			'classDiagram\n  Animal <|-- Duck\n  Animal : +int age\n  class Duck {\n    +swim()\n  }',
			['Animal', 'Duck', 'age', 'swim']
		],
		[
			'erDiagram\n  CUSTOMER ||--o{ ORDER : places\n  ORDER {\n    string id PK\n  }',
			['CUSTOMER', 'ORDER', 'places', 'id']
		],
		[
			'xychart-beta\n  title "Sales"\n  x-axis [a, b]\n  y-axis "Euro" 0 --> 10\n  bar [5, 6]',
			['Sales', 'Euro']
		]
	])('%s', async (source, texts) => {
		const drawn = await draw(source);
		expect(drawn.faults).toEqual([]);
		for (const text of texts) expect(drawn.texts.join(' ')).toContain(text);
	});
});

describe('the text alternative of a diagram', () => {
	it('is accTitle and accDescr, or alt', async () => {
		const source =
			'flowchart LR\n  accTitle: Order to bill\n  accDescr { An order\n  becomes a bill }\n  A --> B';
		const { html, faults } = await renderFile(fence(source, ''));
		expect(faults).toEqual([]);
		expect(html).toContain('aria-label="Order to bill"');
		expect(html).toContain('<desc>An order becomes a bill</desc>');
		expect((await renderFile(fence(source, 'alt="Own words"'))).html).toContain(
			'aria-label="Own words"'
		);
	});
});

describe('what is missing from the drawing is a fault', () => {
	const graph = readFlowchart(readStatements('flowchart LR\nA --> B').statements);
	const ids = new Map([
		['A', 'n1'],
		['B', 'n2']
	]);
	const node = (id: string, label: string) =>
		`<g class="node" data-id="${id}"><text>${label}</text></g>`;
	const edge = '<polyline class="edge" data-from="n1" data-to="n2" />';
	it.each([
		[node('n1', 'A') + edge, 'node "B" would not be drawn; write it differently'],
		[node('n1', 'A') + node('n2', 'C') + edge, 'label "B" would be drawn as "C"'],
		[
			node('n1', 'A') + node('n2', 'B'),
			'the arrow from "A" to "B" would not be drawn; write it differently'
		],
		[
			node('n1', 'A') + node('n2', 'B') + edge + node('n3', 'x'),
			'a node "n3" would be drawn but is not in the source'
		]
	])('%s', (svg, problem) => {
		const root = fromHtml(`<svg>${svg}</svg>`, { fragment: true }).children[0] as Element;
		expect(() => finishGraph(root, graph, ids)).toThrow(problem);
	});
});

describe('what cannot be drawn is reported with its line and a cure', () => {
	it.each([
		'flowchart LR\n  A -> B',
		'flowchart LR\n  A --> B\n\n  A[unclosed --> B',
		'flowchart LR\n  A -->',
		'flowchart LR\n  A B',
		'flowchart LR\n  A --> B\n  click A "https://example.org"',
		'flowchart LR\n  subgraph x\n  A --> B',
		'flowchart LR\n  A --> B\n  end',
		'flowchart sideways\n  A --> B',
		'flowchart LR\n  A@{ shape: cloud }',
		'flowchart LR\n  A --> B\n  style A font-size:20px',
		'---\ntitle: x\n---\nflowchart LR\n  A --> B',
		'stateDiagram-v2\n  A --> B\n  hide empty description',
		'stateDiagram-v2\n  state X {\n  A --> B\n  --\n  C --> D\n  }',
		'sequenceDiagram\n  A->>B',
		'sequenceDiagram\n  A->>B: x\n  box Blue\n  end',
		'sequenceDiagram\n  A->>B: x\n  deactivate C',
		'sequenceDiagram\n  loop x\n  A->>B: x',
		'sequenceDiagram\n  rect rgb(1,2,3)\n  A->>B: x\n  end',
		'classDiagram\n  class A\n  note for A "lost words"',
		'pie\n  "a" : 1',
		'not a diagram'
	])('%s', async (source) => {
		const { faults } = await renderFile(`text\n\n${fence(source)}`);
		expect(
			faults.map(({ line, column, problem }) => `${line}:${column} ${problem}`)
		).toMatchSnapshot();
	});
});
