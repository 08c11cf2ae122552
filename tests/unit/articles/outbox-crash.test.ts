import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	crashedAt,
	designs,
	recoveredFrom,
	verdictOn,
	type Design,
	type Range
} from '../../../content/backend/transactional-outbox-nats/outbox-crash.ts';

interface Measured {
	orders: number;
	outbox: number;
	stream: number;
	billed: number;
}

interface Case {
	design: Design;
	step: string;
	late: boolean;
	checks: boolean;
	crashed: Measured;
	recovered: Measured;
}

/** What the sample measured when it killed real processes. */
const cases = JSON.parse(
	readFileSync('content/backend/transactional-outbox-nats/sample/results/crashes.json', 'utf8')
) as Case[];

const every = Object.entries(designs).flatMap(([design, { steps }]) =>
	steps.map(({ id }) => [design as Design, id] as const)
);

const within = (value: number, [least, most]: Range) => value >= least && value <= most;

describe('the figure of crashes with an outbox', () => {
	it('has exactly the steps at which the sample kills a process', () => {
		const killed = new Set(cases.map(({ design, step }) => `${design} ${step}`));
		expect([...killed].sort()).toEqual(every.map((step) => step.join(' ')).sort());
	});

	it.each(cases)(
		'agrees with the sample: $design, $step, late $late, checks $checks',
		(measured) => {
			const { design, step, late, checks } = measured;
			for (const [said, seen] of [
				[crashedAt(design, step), measured.crashed],
				[recoveredFrom(design, step, { late, checks }), measured.recovered]
			] as const) {
				expect({ orders: said.orders, outbox: said.outbox }).toEqual({
					orders: seen.orders,
					outbox: seen.outbox
				});
				expect(within(seen.stream, said.stream), `${seen.stream} in the stream`).toBe(true);
				expect(within(seen.billed, said.billed), `${seen.billed} billed`).toBe(true);
			}
		}
	);

	it('calls a message uncertain only while it is in transit', () => {
		const doubtful = every.filter(([design, id]) => {
			const { stream, billed } = crashedAt(design, id);
			return stream[0] !== stream[1] || billed[0] !== billed[1];
		});
		expect(doubtful).toEqual([['outbox', 'relay-sent']]);
	});

	it('bills each committed order once with outbox and version check, early or late', () => {
		for (const { id } of designs.outbox.steps)
			for (const late of [false, true])
				expect(verdictOn(recoveredFrom('outbox', id, { late, checks: true })), id).toBe(
					id === 'written' ? 'nothing' : 'agrees'
				);
	});

	it('shows what each other design loses', () => {
		const inTime = { late: false, checks: true };
		expect(verdictOn(recoveredFrom('save-then-publish', 'between', inTime))).toBe('lost');
		expect(verdictOn(recoveredFrom('publish-then-save', 'between', inTime))).toBe('phantom');
	});

	it('bills twice without the check if the relay is late or billing dies before its ack', () => {
		const twice = (late: boolean) =>
			designs.outbox.steps
				.map(({ id }) => [id, verdictOn(recoveredFrom('outbox', id, { late, checks: false }))])
				.filter(([, verdict]) => verdict?.endsWith('twice'));
		expect(twice(false)).toEqual([
			['billing-applied', 'twice'],
			['billing-acknowledged', 'perhaps twice']
		]);
		expect(twice(true)).toEqual([
			['relay-sent', 'perhaps twice'],
			['relay-acknowledged', 'twice'],
			['relay-deleted', 'twice'],
			['billing-applied', 'twice'],
			['billing-acknowledged', 'perhaps twice']
		]);
	});
});
