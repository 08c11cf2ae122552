import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoadEvent } from '@sveltejs/kit';

const assign = vi.fn();
const fetched = vi.fn<(path: string) => Promise<Response>>();
type PageDocument = typeof import('../../../../src/lib/ui/dom/page-document.ts');
let site: PageDocument;

/** A page as the build writes it; one with lists names the build. */
function pageOf(path: string, words: string, bundle = 'one', build?: string) {
	return (
		`<!doctype html><html lang="en"><head><meta name="bundle" content="${bundle}"` +
		(build ? ` data-build="${build}" data-catalogue="/c" data-index="/i"` : '') +
		`><title>${words}</title><link rel="canonical" href="https://example.com${path}">` +
		`<meta property="og:title" content="${words}">${site.dataScript(path, { title: words })}</head>` +
		`<body><main><h1>${words}</h1><div id="articleBody"><p>${words}</p></div></main></body></html>`
	);
}

/** The open page, as the browser has parsed it. */
function open(path: string, words: string) {
	const page = new DOMParser().parseFromString(pageOf(path, words), 'text/html');
	document.head.replaceChildren(...document.adoptNode(page.head).childNodes);
	document.body.replaceChildren(...document.adoptNode(page.body).childNodes);
}

const reads: string[] = [];
function eventOf(path: string): LoadEvent {
	const params = new Proxy({ slug: path } as Record<string, string>, {
		get: (target, name: string) => (reads.push(`params.${name}`), target[name])
	});
	let tracked = true;
	return {
		params,
		get url() {
			if (tracked) reads.push('url');
			return new URL(path, 'https://example.com');
		},
		fetch: fetched,
		untrack: <Value>(read: () => Value) => {
			tracked = false;
			const value = read();
			tracked = true;
			return value;
		}
	} as unknown as LoadEvent;
}

beforeEach(async () => {
	vi.resetModules();
	vi.stubGlobal('location', { assign });
	assign.mockClear();
	fetched.mockReset();
	reads.length = 0;
	site = await import('../../../../src/lib/ui/dom/page-document.ts');
	open('/a/first/', 'First');
});

/** After the first page has been taken over. */
async function navigate(path: string, response: Response) {
	await site.openPage(eventOf('/a/first/'));
	fetched.mockResolvedValue(response);
	return site.openPage(eventOf(path));
}
const html = (text: string, status = 200) => new Response(text, { status });
/** Whether the browser was told to open an address; the page then stays as it is. */
const leavesTo = (path: string) =>
	vi.waitFor(() => expect(String(assign.mock.calls[0])).toBe(`https://example.com${path}`), {
		timeout: 10_000
	});

describe('the first page', () => {
	it('is taken over as it is, without a request', async () => {
		const page = await site.openPage(eventOf('/a/first/'));
		expect(page).toBe(document);
		expect(site.readData<{ title: string }>(page).title).toBe('First');
		expect(site.readBody(page)).toEqual({ html: '<p>First</p>' });
		expect(fetched).not.toHaveBeenCalled();
	});
});

describe('the next page', () => {
	it('is one request, for the document at its address', async () => {
		await navigate('/a/second/?from=list#part', html(pageOf('/a/second/', 'Second')));
		expect(fetched.mock.calls).toEqual([['/a/second/']]);
	});

	it('brings its data, its head tags and its body', async () => {
		const page = await navigate('/a/second/', html(pageOf('/a/second/', 'Second')));
		const { title, head } = site.readData<{ title: string }>(page);
		expect(title).toBe('Second');
		expect(head).toContain('<link rel="canonical" href="https://example.com/a/second/">');
		expect(head).toContain('og:title');
		expect(head).not.toContain('pageData');
		expect(site.readBody(page).nodes!.textContent).toBe('Second');
	});

	it('is parsed once: its nodes move into the open page', async () => {
		const page = await navigate('/a/second/', html(pageOf('/a/second/', 'Second')));
		const paragraph = page.querySelector('#articleBody p')!;
		const { html: again, nodes } = site.readBody(page);
		expect(again).toBe('');
		document.body.append(nodes!);
		expect(document.body.lastElementChild).toBe(paragraph);
	});

	it('is opened by the browser if it needs other scripts', async () => {
		void navigate('/a/second/', html(pageOf('/a/second/', 'Second', 'two')));
		await leavesTo('/a/second/');
	});

	it('is opened by the browser if it lists the articles of another build', async () => {
		await navigate('/a/', html(pageOf('/a/', 'List', 'one', 'x')));
		fetched.mockResolvedValue(html(pageOf('/b/', 'List', 'one', 'y')));
		void site.openPage(eventOf('/b/'));
		await leavesTo('/b/');
	});

	it.each([
		// Whatever page comes with it, such as this site's own.
		['the server fails', () => html(pageOf('/a/second/', 'Second'), 502)],
		['it is a page of somebody else', () => html('<h1>Log in to the hotel’s network</h1>')],
		['the address leads elsewhere', () => Object.defineProperty(html(pageOf('/b/', 'B')), 'redirected', { value: true })]
	])('is opened by the browser if %s', async (_, response) => {
		void navigate('/a/second/', response());
		await leavesTo('/a/second/');
	});

	it('is an error of this site if there is nothing at its address', async () => {
		await expect(navigate('/a/none/', html('', 404))).rejects.toMatchObject({ status: 404 });
		expect(assign).not.toHaveBeenCalled();
	});
});

describe('a change of the query', () => {
	it('fetches nothing, because the load function depends on the path alone', async () => {
		await site.openPage(eventOf('/a/first/?q=cache'));
		expect(reads).toEqual(['params.slug']);
	});
});

describe('the data in a page', () => {
	it('cannot end its script element, whatever an author writes', () => {
		const words = '</script><img src=x onerror=alert(1)>';
		const page = site.parsePage(site.dataScript('/a/', { title: words }));
		expect(page.querySelector('img')).toBeNull();
		expect(JSON.parse(page.getElementById('pageData')!.textContent)).toEqual({ title: words });
	});
});
