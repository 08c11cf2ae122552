/** One order of 10, its event, and the process that dies on the way to billing. */

export type Design = 'save-then-publish' | 'publish-then-save' | 'outbox';

/** A number that depends on the moment is a range. */
export type Range = readonly [least: number, most: number];

/** What each side holds. */
export interface State {
	/** Rows of the table of orders. */
	orders: number;
	/** Rows of the outbox. */
	outbox: number;
	/** Messages of the stream. */
	stream: Range;
	/** What billing has charged for the order. */
	billed: Range;
}

export interface Restart {
	/** The relay is back after the stream has forgotten the message's id. */
	late: boolean;
	/** Billing compares the event's version with the one that it has applied. */
	checks: boolean;
}

interface Step {
	id: string;
	/** The process that dies when it has done this. */
	process: 'Service' | 'Relay' | 'Billing';
	label: string;
	/** What has become durable by then. */
	does: (state: State) => State;
	/** The acknowledgement may still have been in a buffer, or the stream has it. */
	acknowledges?: true;
}

const amount = 10;
const nothing = (state: State) => state;
const saved = (state: State): State => ({ ...state, orders: 1 });
const committed = (state: State): State => ({ ...state, orders: 1, outbox: 1 });
const inStream = (state: State): State => ({ ...state, stream: [1, 1] });

export const designs: Record<Design, { label: string; steps: Step[] }> = {
	'save-then-publish': {
		label: 'Save, then publish',
		steps: [
			{ id: 'between', process: 'Service', label: 'order saved, event not sent', does: saved },
			{ id: 'after', process: 'Service', label: 'event acknowledged by the stream', does: inStream }
		]
	},
	'publish-then-save': {
		label: 'Publish, then save',
		steps: [
			{
				id: 'between',
				process: 'Service',
				label: 'event published, order not saved',
				does: inStream
			},
			{ id: 'after', process: 'Service', label: 'order saved', does: saved }
		]
	},
	outbox: {
		label: 'Outbox',
		steps: [
			{
				id: 'written',
				process: 'Service',
				label: 'both rows written, not committed',
				does: nothing
			},
			{ id: 'committed', process: 'Service', label: 'both rows committed', does: committed },
			{ id: 'relay-taken', process: 'Relay', label: 'outbox row locked', does: nothing },
			{
				id: 'relay-sent',
				process: 'Relay',
				label: 'event sent, no answer yet',
				// It may still have been in a buffer.
				does: (state) => ({ ...state, stream: [0, 1] })
			},
			{ id: 'relay-acknowledged', process: 'Relay', label: 'event acknowledged', does: inStream },
			{ id: 'relay-deleted', process: 'Relay', label: 'row deleted, not committed', does: nothing },
			{
				id: 'relay-committed',
				process: 'Relay',
				label: 'delete committed',
				does: (state) => ({ ...state, outbox: 0 })
			},
			{ id: 'billing-received', process: 'Billing', label: 'event received', does: nothing },
			{
				id: 'billing-applied',
				process: 'Billing',
				label: 'charge committed, not acknowledged',
				does: (state) => ({ ...state, billed: [amount, amount] })
			},
			{
				id: 'billing-acknowledged',
				process: 'Billing',
				label: 'acknowledgement sent',
				does: nothing,
				acknowledges: true
			}
		]
	}
};

const empty: State = { orders: 0, outbox: 0, stream: [0, 0], billed: [0, 0] };

const each = (range: Range, change: (value: number) => number): Range => [
	change(range[0]),
	change(range[1])
];

/** What is there when a process dies right after a step. */
export function crashedAt(design: Design, id: string): State {
	const { steps } = designs[design];
	const last = steps.findIndex((step) => step.id === id);
	return steps.slice(0, last + 1).reduce((state, step) => step.does(state), empty);
}

/** What is there in the end, when every process has been started again and has nothing left to do. */
export function recoveredFrom(design: Design, id: string, { late, checks }: Restart): State {
	const crashed = crashedAt(design, id);
	const stream = crashed.outbox
		? // Published again: dropped as a duplicate where the stream still knows the id.
			each(crashed.stream, (messages) => (late ? messages + 1 : 1))
		: crashed.stream;
	const { acknowledges } = designs[design].steps.find((step) => step.id === id)!;
	const charge = (messages: number, before: number) => {
		if (!messages) return before;
		return checks ? amount : before + messages * amount;
	};
	const least = acknowledges ? crashed.billed[0] : charge(stream[0], crashed.billed[0]);
	return {
		orders: crashed.orders,
		outbox: 0,
		stream,
		billed: [least, charge(stream[1], crashed.billed[1])]
	};
}

export type Verdict = 'agrees' | 'nothing' | 'lost' | 'phantom' | 'twice' | 'perhaps twice';

export function verdictOn({ orders, billed: [least, most] }: State): Verdict {
	if (!orders) return most ? 'phantom' : 'nothing';
	if (most > amount) return least > amount ? 'twice' : 'perhaps twice';
	return most ? 'agrees' : 'lost';
}

export const sentences: Record<Verdict, string> = {
	agrees: 'One order, billed once. Both sides agree.',
	nothing: 'No order and no event. The customer sees an error and can try again.',
	lost: 'The event is lost: an order that is never billed.',
	phantom: 'A phantom: billing has charged for an order that does not exist.',
	twice: 'One order, billed twice.',
	'perhaps twice': 'One order, perhaps billed twice: nobody knows whether the last message arrived.'
};

export const asText = ([least, most]: Range) =>
	least === most ? `${least}` : `${least} or ${most}`;
