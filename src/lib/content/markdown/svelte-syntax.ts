import type { Code, Construct, Effects, Extension, State } from 'micromark-util-types';
import { ScanBudget, SvelteReader } from './svelte-reader.ts';

const openingBrace = 123;
const lessThan = 60;

const isLineEnding = (code: Code) => code !== null && code < -2;
const isSpace = (code: Code) => code === -2 || code === -1 || code === 32;

/** micromark has special codes for line endings (below -2) and for tabs. */
const characterOf = (code: number) =>
	isLineEnding(code) ? '\n' : code < 0 ? ' ' : String.fromCharCode(code);

/**
 * Svelte within Markdown, as an extension of micromark. Its constructs become HTML nodes:
 *
 * - in text: `{…}`, a component's tag, a tag with expressions;
 * - as a block: a line of nothing but block tags (`{#if …}`, `{/if}`, `{@html …}`) and Svelte's
 *   tags. It may interrupt a paragraph, and what stands between such lines is Markdown.
 *
 * A construct may span lines, but not a blank line. Without an end it is text.
 */
export function svelteSyntax(source: string): Extension {
	const budget = new ScanBudget(source);
	/** Elements that were opened by Svelte tags. */
	const ownTags = new Set<string>();

	/** Reads one construct. Positions in `tokens` are entered already, and stay so at its end. */
	const readConstruct = (
		effects: Effects,
		data: 'htmlFlowData' | 'htmlTextData',
		mayContinue: () => boolean,
		done: (reader: SvelteReader) => State | undefined,
		none: State
	): State => {
		const reader = new SvelteReader(ownTags);
		let length = 0;
		const fail = (code: Code) => {
			budget.spend(length);
			return none(code);
		};
		const inside: State = (code) => {
			if (code === null) return fail(code);
			const verdict = reader.read(characterOf(code));
			length++;
			if (verdict === 'none') return fail(code);
			if (isLineEnding(code)) {
				effects.exit(data);
				effects.enter('lineEnding');
				effects.consume(code);
				effects.exit('lineEnding');
				return lineStart;
			}
			effects.consume(code);
			return verdict === 'end' ? done(reader) : inside;
		};
		const lineStart: State = (code) => {
			if (code === null || isLineEnding(code) || !mayContinue()) return fail(code);
			effects.enter(data);
			return inside(code);
		};
		return inside;
	};

	const remember = ({ name, isClosingTag, isSelfClosing }: SvelteReader) => {
		if (name && !isClosingTag && !isSelfClosing) ownTags.add(name);
	};

	const text: Construct = {
		name: 'svelteText',
		tokenize(effects, ok, nok) {
			return (code) => {
				if (budget.isSpent) return nok(code);
				effects.enter('htmlText');
				effects.enter('htmlTextData');
				const done = (reader: SvelteReader) => {
					remember(reader);
					effects.exit('htmlTextData');
					effects.exit('htmlText');
					return ok;
				};
				return readConstruct(effects, 'htmlTextData', () => true, done, nok)(code);
			};
		}
	};

	const flow: Construct = {
		name: 'svelteFlow',
		tokenize(effects, ok, nok) {
			const { parser, interrupt } = this;
			const now = () => this.now();
			const mayContinue = () => !interrupt && !parser.lazy[now().line];
			const construct: State = (code) =>
				readConstruct(
					effects,
					'htmlFlowData',
					mayContinue,
					(reader) => {
						if (!reader.name && !reader.isBlock) return nok;
						remember(reader);
						return after;
					},
					nok
				)(code);
			const after: State = (code) => {
				if (code === null || isLineEnding(code)) {
					effects.exit('htmlFlowData');
					effects.exit('htmlFlow');
					return ok(code);
				}
				if (code === openingBrace || code === lessThan) return construct(code);
				if (!isSpace(code)) return nok(code);
				effects.consume(code);
				return after;
			};
			return (code) => {
				if (budget.isSpent) return nok(code);
				effects.enter('htmlFlow');
				effects.enter('htmlFlowData');
				return construct(code);
			};
		}
	};

	return {
		flow: { [openingBrace]: flow, [lessThan]: flow },
		text: { [openingBrace]: text, [lessThan]: text }
	};
}
