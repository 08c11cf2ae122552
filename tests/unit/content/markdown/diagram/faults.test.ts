import { fromHtml } from 'hast-util-from-html';
import type { Element } from 'hast';
import { describe, expect, it } from 'vitest';
import { finishGraph } from '../../../../../src/lib/content/markdown/diagram/finish-drawing.ts';
import { readFlowchart } from '../../../../../src/lib/content/markdown/diagram/read-flowchart.ts';
import { readStatements } from '../../../../../src/lib/content/markdown/diagram/statements.ts';
import { renderFile } from '../render-file.ts';
import { fence } from './draw-diagram.ts';

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
