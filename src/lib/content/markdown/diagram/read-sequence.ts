import { readLabel } from './labels.ts';
import { DiagramError, type Statement } from './statements.ts';

export interface Participant {
	id: string;
	label: string;
	type: 'participant' | 'actor';
	line: number;
}

export interface Message {
	kind: 'message';
	from: string;
	to: string;
	label: string;
	isDashed: boolean;
	/** `none` is a line without an arrowhead; `open` is a head of two strokes. */
	head: 'none' | 'filled' | 'open' | 'cross';
	isTwoWay: boolean;
	activates: boolean;
	deactivates: boolean;
	line: number;
}

export interface Note {
	kind: 'note';
	place: 'left of' | 'right of' | 'over';
	of: string[];
	label: string;
	line: number;
}

/** The start of a block (`loop`, `alt`), of a part of it (`else`), or its end. */
export interface BlockMark {
	kind: 'block' | 'part' | 'end';
	type: string;
	label: string;
	line: number;
}

/** A sequence diagram, independent of the renderer. */
export interface Sequence {
	participants: Map<string, Participant>;
	/** From top to bottom. */
	events: (Message | Note | BlockMark)[];
}

const message =
	/^(.+?)\s*(<<-->>|<<->>|-->>|->>|--x|-x|--\)|-\)|-->|->)\s*([+-]?)\s*([^:]+?)\s*(?::\s*(.*))?$/;
const heads = { '>>': 'filled', x: 'cross', ')': 'open', '>': 'none' } as const;
const blocks = /^(loop|alt|opt|par|critical|break)(?:\s+(.*))?$/;
const parts = /^(else|and|option)(?:\s+(.*))?$/;

/** Reads the statements of a sequence diagram. @throws {DiagramError} if one cannot be read */
export function readSequence([, ...statements]: Statement[]): Sequence {
	const sequence: Sequence = { participants: new Map(), events: [] };
	const open: Statement[] = [];
	let numbering: { next: number; step: number } | undefined;
	const participant = (name: string, line: number, type: Participant['type'] = 'participant') => {
		const id = name.trim();
		if (!sequence.participants.has(id))
			sequence.participants.set(id, { id, label: readLabel(id), type, line });
		return sequence.participants.get(id)!;
	};
	for (const statement of statements) {
		const { text, line } = statement;
		let match: RegExpExecArray | null;
		if ((match = /^(participant|actor)\s+(.+?)(?:\s+as\s+(.+))?$/.exec(text))) {
			const declared = participant(match[2]!, line, match[1] as Participant['type']);
			if (match[3]) declared.label = readLabel(match[3]);
		} else if ((match = /^note\s+(left of|right of|over)\s+([^:]+):\s*(.+)$/i.exec(text))) {
			const of = match[2]!.split(',').map((name) => participant(name, line).id);
			const place = match[1]!.toLowerCase() as Note['place'];
			sequence.events.push({ kind: 'note', place, of, label: readLabel(match[3]!), line });
		} else if ((match = blocks.exec(text))) {
			open.push(statement);
			const label = readLabel(match[2] ?? '');
			sequence.events.push({ kind: 'block', type: match[1]!, label, line });
		} else if ((match = parts.exec(text)) && open.length)
			sequence.events.push({
				kind: 'part',
				type: match[1]!,
				label: readLabel(match[2] ?? ''),
				line
			});
		else if (text === 'end') {
			if (!open.pop()) throw new DiagramError(line, '"end" closes nothing');
			sequence.events.push({ kind: 'end', type: 'end', label: '', line });
		} else if ((match = /^autonumber(?:\s+(\d+))?(?:\s+(\d+))?$/.exec(text)))
			numbering = { next: Number(match[1] ?? 1), step: Number(match[2] ?? 1) };
		else if (text === 'autonumber off') numbering = undefined;
		else if ((match = /^(activate|deactivate)\s+(.+)$/.exec(text)))
			setActivation(sequence, match[1] as 'activate', match[2]!, line);
		else if ((match = message.exec(text))) {
			const [, from, arrow, mark, to, words] = match;
			if (!words?.trim())
				throw new DiagramError(line, `"${text}" has no text; add it after a colon`);
			const head = heads[/(?:>>|x|\)|>)$/.exec(arrow!)![0] as keyof typeof heads];
			const number = numbering ? `${numbering.next}. ` : '';
			if (numbering) numbering.next += numbering.step;
			sequence.events.push({
				kind: 'message',
				from: participant(from!, line).id,
				to: participant(to!, line).id,
				label: number + readLabel(words),
				isDashed: arrow!.includes('--'),
				head,
				isTwoWay: arrow!.startsWith('<<'),
				activates: mark === '+',
				deactivates: mark === '-',
				line
			});
		} else
			throw new DiagramError(
				line,
				`"${text}" cannot be drawn; participants, messages (A->>B: words), notes and blocks (loop, alt, opt, par, critical, break) can`
			);
	}
	if (open.length)
		throw new DiagramError(open.at(-1)!.line, `"${open.at(-1)!.text}" is not closed by "end"`);
	return sequence;
}

/** The renderer starts and ends activation bars at messages only. */
function setActivation(
	{ events }: Sequence,
	what: 'activate' | 'deactivate',
	name: string,
	line: number
) {
	const last = events.findLast((event) => event.kind === 'message');
	if (what === 'activate' && last?.to === name) last.activates = true;
	else if (what === 'deactivate' && last?.from === name) last.deactivates = true;
	else
		throw new DiagramError(
			line,
			`"${what} ${name}" must follow a message ${what === 'activate' ? 'to' : 'from'} "${name}"`
		);
}
