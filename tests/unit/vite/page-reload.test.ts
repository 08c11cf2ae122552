import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, ViteDevServer } from 'vite';
import { describe, expect, it } from 'vitest';
import { PageReload } from '../../../src/vite/page-reload.ts';

/** A server with its reloads, and what it sends to all pages and to each. */
function openServer() {
	let handle!: Connect.NextHandleFunction;
	const sent: string[] = [];
	const middlewares = { use: (given: Connect.NextHandleFunction) => (handle = given) };
	const ws = Object.assign(new EventEmitter(), {
		send: ({ type }: { type: string }) => sent.push(`all: ${type}`)
	});
	const reload = new PageReload({ middlewares, ws } as unknown as ViteDevServer);
	const open = () => {
		let cookie = '';
		const response = { setHeader: (_name: string, value: string) => (cookie = value) };
		const request = { headers: { accept: 'text/html' } } as IncomingMessage;
		handle(request, response as unknown as ServerResponse, () => {});
		return cookie.split(';')[0]!;
	};
	const connect = (page: string, cookie?: string) => {
		const send = (text: string) => sent.push(`${page}: ${(JSON.parse(text) as Event).type}`);
		ws.emit('connection', { send }, { headers: { cookie } });
	};
	return { reload, open, connect, sent };
}

describe('a page of the development server', () => {
	it('reloads when it connects if the content has changed since it was sent', () => {
		const { reload, open, connect, sent } = openServer();
		const early = open();
		reload.all();
		connect('early', `theme=dark; ${early}`);
		connect('late', open());
		expect(sent).toEqual(['all: full-reload', 'early: full-reload']);
	});

	it('stays as it is if nothing has changed, or if it keeps no cookies', () => {
		const { reload, open, connect, sent } = openServer();
		connect('page', open());
		reload.all();
		connect('other');
		expect(sent).toEqual(['all: full-reload']);
	});
});
