import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, ViteDevServer } from 'vite';
import { describe, expect, it } from 'vitest';
import { RenderGate } from '../../../src/vite/render-gate.ts';

/** A gate, and what it does with requests: each is logged once it is let through. */
function openGate() {
	let handle!: Connect.NextHandleFunction;
	const middlewares = { use: (given: Connect.NextHandleFunction) => (handle = given) };
	const gate = new RenderGate({ middlewares } as unknown as ViteDevServer);
	const log: string[] = [];
	const ask = (name: string, accept = 'text/html') => {
		const response = new EventEmitter() as ServerResponse;
		handle({ headers: { accept } } as IncomingMessage, response, () => log.push(name));
		return response;
	};
	return { gate, log, ask };
}

const settled = () => new Promise((next) => setTimeout(next));

describe('the gate of the development server', () => {
	it('lets pages wait until a change is done, and the files of pages through', async () => {
		const { gate, log, ask } = openGate();
		let done!: () => void;
		void gate.change(() => new Promise((end) => (done = end)));
		ask('page');
		ask('script', '*/*');
		await settled();
		expect(log).toEqual(['script']);
		done();
		await settled();
		expect(log).toEqual(['script', 'page']);
	});

	it('begins a change once the pages that are being rendered are sent', async () => {
		const { gate, log, ask } = openGate();
		const response = ask('page');
		await settled();
		const change = gate.change(async () => void log.push('change'));
		ask('next page');
		await settled();
		expect(log).toEqual(['page']);
		response.emit('close');
		await change;
		await settled();
		expect(log).toEqual(['page', 'change', 'next page']);
	});

	it('does not wait for a page that was left while it waited', async () => {
		const { gate, log, ask } = openGate();
		const change = gate.change(async () => void (await settled()));
		const response = ask('page') as { destroyed: boolean };
		response.destroyed = true;
		await change;
		await gate.change(async () => void log.push('next change'));
		expect(log).toEqual(['next change']);
	});
});
