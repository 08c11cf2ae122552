import type { NodeShape } from './graph.ts';

/** Opening brackets, longer ones first, with their closing brackets and the resulting shapes. */
export const brackets: [string, [string, NodeShape][]][] = [
	['(((', [[')))', 'doublecircle']]],
	['([', [['])', 'stadium']]],
	['((', [['))', 'circle']]],
	['(', [[')', 'rounded']]],
	['[[', [[']]', 'subroutine']]],
	['[(', [[')]', 'cylinder']]],
	[
		'[/',
		[
			['\\]', 'trapezoid'],
			['/]', 'parallelogram']
		]
	],
	[
		'[\\',
		[
			['/]', 'trapezoid-alt'],
			['\\]', 'parallelogram-alt']
		]
	],
	['[', [[']', 'rectangle']]],
	['{{', [['}}', 'hexagon']]],
	['{', [['}', 'diamond']]],
	['>', [[']', 'asymmetric']]]
];

/** Names of shapes in `A@{ shape: … }`, with their aliases. */
export const namedShapes: Record<string, NodeShape> = {
	rect: 'rectangle',
	rectangle: 'rectangle',
	proc: 'rectangle',
	process: 'rectangle',
	rounded: 'rounded',
	event: 'rounded',
	stadium: 'stadium',
	pill: 'stadium',
	terminal: 'stadium',
	'fr-rect': 'subroutine',
	subproc: 'subroutine',
	subprocess: 'subroutine',
	subroutine: 'subroutine',
	cyl: 'cylinder',
	cylinder: 'cylinder',
	database: 'cylinder',
	db: 'cylinder',
	circle: 'circle',
	circ: 'circle',
	'dbl-circ': 'doublecircle',
	'double-circle': 'doublecircle',
	odd: 'asymmetric',
	diam: 'diamond',
	diamond: 'diamond',
	decision: 'diamond',
	question: 'diamond',
	hex: 'hexagon',
	hexagon: 'hexagon',
	prepare: 'hexagon',
	'lean-r': 'parallelogram',
	'lean-right': 'parallelogram',
	'in-out': 'parallelogram',
	'lean-l': 'parallelogram-alt',
	'lean-left': 'parallelogram-alt',
	'out-in': 'parallelogram-alt',
	'trap-b': 'trapezoid',
	trapezoid: 'trapezoid',
	priority: 'trapezoid',
	'trap-t': 'trapezoid-alt',
	'inv-trapezoid': 'trapezoid-alt',
	manual: 'trapezoid-alt'
};
