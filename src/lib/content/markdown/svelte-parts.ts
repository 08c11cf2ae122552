import { randomUUID } from 'node:crypto';
import { ScanBudget, SvelteReader } from './svelte-reader.ts';

const placeholder = /\ufdd0(\d+)\ufdd1/g;
/** Whether HTML that `take` returned has a placeholder in it. */
export const holdsSvelte = (html: string) => html.includes('\ufdd0');

const script = /<script\b[^>]*>[\s\S]*?<\/script\s*>/iy;
const tagName = /<(\/?)([A-Za-z][\w-]*)[^<>]*>/y;

/**
 * The Svelte of one article, taken out of its HTML nodes before they are sanitized and put back as
 * written into the finished HTML.
 */
export class SvelteParts {
	#parts: string[] = [];
	/** What no author has written. */
	readonly #mark = randomUUID();
	/** Elements that are open in the article so far. */
	#open: { name: string; isSvelte: boolean }[] = [];

	/** HTML with a placeholder for each part; comments are dropped. */
	take(source: string): string {
		const html = source.replace(/[\ufdd0\ufdd1]/g, '');
		const budget = new ScanBudget(html);
		let rest = '';
		let at = 0;
		while (at < html.length) {
			const character = html[at]!;
			const end = character === '<' || character === '{' ? this.#endOfSvelte(html, at, budget) : at;
			if (end > at) rest += this.#keep(html.slice(at, end));
			else if (html.startsWith('<!--', at)) {
				const close = html.indexOf('-->', at + 4);
				at = close < 0 ? html.length : close + 3;
				continue;
			} else rest += character;
			at = Math.max(end, at + 1);
		}
		return rest;
	}

	/** Placeholders as comments, which may stand anywhere in HTML and move no element. */
	toComments = (html: string) => html.replace(placeholder, `<!--${this.#mark}:$1-->`);

	/** Finished HTML as Svelte source: its braces are text, and the parts stand where they stood. */
	restore = (html: string) =>
		html
			.replaceAll('{', '&#123;')
			.replaceAll('}', '&#125;')
			.replace(
				new RegExp(`<!--${this.#mark}:(\\d+)-->`, 'g'),
				(_, index: string) => this.#parts[Number(index)]!
			);

	#keep(part: string): string {
		this.#parts.push(part);
		return `\ufdd0${this.#parts.length - 1}\ufdd1`;
	}

	/** Where the Svelte at a place of the HTML ends; the place itself where there is none. */
	#endOfSvelte(html: string, start: number, budget: ScanBudget): number {
		script.lastIndex = start;
		if (script.test(html)) return script.lastIndex;
		const reader = new SvelteReader();
		let at = start;
		for (; at < html.length && !budget.isSpent; at++) {
			const verdict = reader.read(html[at]!);
			if (verdict === 'more') continue;
			if (verdict === 'none') break;
			if (reader.name && !reader.isClosingTag && !reader.isSelfClosing)
				this.#open.push({ name: reader.name, isSvelte: true });
			return at + 1;
		}
		budget.spend(at - start);
		return this.#endOfElementTag(html, start);
	}

	/** The end of the tag that closes an element which a Svelte tag opened. */
	#endOfElementTag(html: string, start: number): number {
		tagName.lastIndex = start;
		const [tag, slash, name] = tagName.exec(html) ?? [];
		if (!tag) return start;
		if (!slash) {
			if (!tag.endsWith('/>')) this.#open.push({ name: name!, isSvelte: false });
			return start;
		}
		const opened = this.#open.findLastIndex((element) => element.name === name);
		if (opened < 0) return start;
		const { isSvelte } = this.#open[opened]!;
		this.#open.length = opened;
		return isSvelte ? start + tag.length : start;
	}
}
