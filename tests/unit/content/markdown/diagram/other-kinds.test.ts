import { describe, expect, it } from 'vitest';
import { renderFile } from '../render-file.ts';
import { draw, fence } from './draw-diagram.ts';

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
