import { isShouted } from './html-elements.ts';

/** The result of a character: the construct continues, ends, or turns out to be no Svelte. */
type Verdict = 'more' | 'end' | 'none';

/** After one of these, `/` begins a regular expression; after a value, it divides. */
const beforeRegex = /[([{,;:=!&|?+\-*%~^<>]/;

/** Names of HTML elements in capitals are not components. */
const isComponent = (name: string) => /^(?:[A-Z]|svelte:)|\./.test(name) && !isShouted(name);

/**
 * Reads one construct of Svelte, a character at a time: `{…}` with balanced JavaScript in it, a
 * component's tag, or an element's tag that has an expression among its attributes. Other tags are
 * HTML and not Svelte's.
 */
export class SvelteReader {
	/** The name of the tag, if the construct is one. */
	name = '';
	isClosingTag = false;
	isSelfClosing = false;
	/** `{#if}`, `{:else}`, `{/if}`, `{@html}` and the like, not `{expression}`. */
	isBlock = false;

	/** Open constructs, innermost last, by their first characters; a quoted attribute is `="`. */
	#open: string[] = [];
	#length = 0;
	#previous = '';
	/** The last character of an expression that is not white space. */
	#lastToken = '';
	#slashBeginsRegex = false;
	#isEscaped = false;
	#nameIsWhole = false;
	#holdsExpression = false;

	/** @param ownTags elements that an earlier Svelte tag opened, so that their end tags are Svelte's */
	constructor(readonly ownTags: ReadonlySet<string> = new Set()) {}

	/** @param character the next character; `\n` for any line ending */
	read(character: string): Verdict {
		this.#length++;
		const verdict = this.#read(character);
		this.#previous = character;
		return verdict;
	}

	#read(character: string): Verdict {
		if (this.#isEscaped) {
			this.#isEscaped = false;
			return 'more';
		}
		const innermost = this.#open.at(-1);
		switch (innermost) {
			case undefined:
				return this.#enter(character);
			case '<':
				return this.#readTag(character);
			case '{':
				return this.#readExpression(character);
			case '="':
			case "='":
				if (character === innermost[1]) return this.#leave();
				if (character === '{') return this.#enter(character);
				return 'more';
			case '//':
				return character === '\n' ? this.#leave() : 'more';
			case '/*':
				return this.#previous === '*' && character === '/' ? this.#leave() : 'more';
			case '`':
				if (this.#previous === '$' && character === '{') return this.#enter(character);
				return this.#readQuoted(character, '`');
			default:
				return character === '\n' ? 'none' : this.#readQuoted(character, innermost);
		}
	}

	#enter(opening: string): Verdict {
		if (opening === '{') this.#holdsExpression = true;
		this.#open.push(opening);
		this.#lastToken = opening;
		return 'more';
	}

	#leave(): Verdict {
		const closed = this.#open.pop();
		if (closed !== '//' && closed !== '/*') this.#lastToken = 'value';
		return this.#open.length ? 'more' : 'end';
	}

	#readQuoted(character: string, quote: string): Verdict {
		if (character === '\\') this.#isEscaped = true;
		else if (character === quote) return this.#leave();
		return 'more';
	}

	#readExpression(character: string): Verdict {
		if (this.#length === 2 && '#:/@'.includes(character)) {
			this.isBlock = true;
			return 'more';
		}
		if (this.#previous === '/' && this.#lastToken === '/') {
			if (character === '/' || character === '*') return this.#enter(`/${character}`);
			if (this.#slashBeginsRegex) {
				this.#open.push('/');
				return this.#readQuoted(character, '/');
			}
		}
		if (character === '}') return this.#leave();
		if ('{"\'`'.includes(character)) return this.#enter(character);
		if (character === '/') this.#slashBeginsRegex = beforeRegex.test(this.#lastToken);
		if (character.trim()) this.#lastToken = character;
		return 'more';
	}

	#readTag(character: string): Verdict {
		if (!this.#nameIsWhole) {
			if (character === '/' && this.#length === 2) {
				this.isClosingTag = true;
				return 'more';
			}
			if (/[\w.:-]/.test(character)) {
				this.name += character;
				return /^[A-Za-z]/.test(this.name) ? 'more' : 'none';
			}
			if (!this.name || !/[\s/>]/.test(character)) return 'none';
			this.#nameIsWhole = true;
		}
		if (character === '<') return 'none';
		if (character === '{') return this.#enter(character);
		if (character === '"' || character === "'")
			return this.#previous === '=' ? this.#enter(`=${character}`) : 'none';
		if (character !== '>') return 'more';
		this.isSelfClosing = this.#previous === '/';
		const isSvelte =
			isComponent(this.name) ||
			this.#holdsExpression ||
			(this.isClosingTag && this.ownTags.has(this.name));
		return isSvelte ? this.#leave() : 'none';
	}
}

/** Bounds the work on text that only looks like Svelte: `{{{{…` would take quadratic time. */
export class ScanBudget {
	#left: number;

	constructor(source: string) {
		this.#left = 10 * source.length + 10_000;
	}

	get isSpent() {
		return this.#left <= 0;
	}

	spend(characters: number) {
		this.#left -= characters;
	}
}
