import { randomUUID } from 'node:crypto';
import { ScanBudget, SvelteReader } from './svelte-reader.ts';

const placeholder = /\ufdd0(\d+)\ufdd1/g;
/** Whether HTML from `take` contains a placeholder. */
export const holdsSvelte = (html: string) => html.includes('\ufdd0');

const script = /<script\b[^>]*>[\s\S]*?<\/script\s*>/iy;
const tagName = /<(\/?)([A-Za-z][\w-]*)[^<>]*>/y;

/**
 * Keeps the Svelte code of one article while its HTML is sanitized: `take` replaces each part by a
 * placeholder, `restore` puts the parts back unchanged.
 */
export class SvelteParts {
	#parts: string[] = [];
	/** Random, so that no text of an author looks like a placeholder. */
	readonly #mark = randomUUID();
	/** Elements that are open at the current position. */
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

	/** Turns placeholders into comments, which are valid anywhere and which parsers do not move. */
	toComments = (html: string) => html.replace(placeholder, `<!--${this.#mark}:$1-->`);

	/** Turns finished HTML into Svelte source: escapes its braces and puts the parts back. */
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

	/** The end of the Svelte code that starts at a position; that position if there is none. */
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

	/** The end of a closing tag whose element was opened by a Svelte tag. */
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
