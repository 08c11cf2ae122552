import type {
	BundledLanguage,
	BundledTheme,
	HighlighterGeneric,
	ThemeRegistrationRaw
} from 'shiki';

/**
 * What a token can be, by the scopes that grammars give it. A token gets a class of this name and
 * the style sheet its colour, so that both themes cost nothing in the page.
 */
const scopes: Record<string, string[]> = {
	c: ['comment', 'punctuation.definition.comment'],
	s: ['string', 'punctuation.definition.string', 'markup.inserted'],
	n: ['constant', 'constant.numeric', 'constant.language', 'variable.language'],
	k: [
		'keyword',
		'storage',
		'storage.type.modifier',
		'keyword.operator.expression',
		'keyword.operator.new',
		'markup.deleted'
	],
	t: [
		'entity.name.type',
		'entity.name.class',
		'entity.other.inherited-class',
		'support.type',
		'support.class',
		'entity.name.namespace'
	],
	f: [
		'entity.name.function',
		'support.function',
		'entity.name.tag',
		'meta.function-call entity.name'
	],
	a: ['entity.other.attribute-name', 'support.type.property-name']
};
/** Scopes that the ones above would catch but that read better as plain text. */
const plain = ['keyword.operator', 'storage.type.function.arrow', 'punctuation'];

const colourOf = (index: number) => `#00000${index}`;
const classes = Object.keys(scopes);
const classByColour = new Map(classes.map((name, index) => [colourOf(index + 1), name]));

const theme: ThemeRegistrationRaw = {
	name: 'classes',
	type: 'light',
	settings: [
		{ settings: { foreground: colourOf(0), background: '#ffffff' } },
		...classes.map((name, index) => ({
			scope: scopes[name],
			settings: { foreground: colourOf(index + 1) }
		})),
		{ scope: plain, settings: { foreground: colourOf(0) } }
	]
};

/** Names that authors write beside those that the grammars know. */
const aliases: Record<string, BundledLanguage> = {
	dotnetcli: 'shellscript',
	csproj: 'xml',
	xaml: 'xml',
	console: 'shellscript'
};

/** Beyond these a block is shown as it is: nobody reads colours there, and the build must end. */
const longestBlock = 2_000;
const longestLine = 1_000;

let highlighter: Promise<HighlighterGeneric<BundledLanguage, BundledTheme>> | undefined;

/** A stretch of code; without a class it is plain text. */
export interface Token {
	text: string;
	class?: string;
}

/** The tokens of each line; neighbours of one class are one token. */
export async function highlight(code: string, language: string): Promise<Token[][]> {
	const lines = code.split('\n');
	const plainLines = lines.map((text) => [{ text }]);
	if (!language || lines.length > longestBlock || lines.some(({ length }) => length > longestLine))
		return plainLines;
	// Loaded late: most builds take every article from the cache.
	const {
		bundledLanguages,
		bundledLanguagesAlias,
		createHighlighter,
		createJavaScriptRegexEngine
	} = await import('shiki');
	const name = language.toLowerCase();
	const known = (Object.hasOwn(aliases, name) ? aliases[name] : name) as BundledLanguage;
	if (!Object.hasOwn(bundledLanguages, known) && !Object.hasOwn(bundledLanguagesAlias, known))
		return plainLines;
	highlighter ??= createHighlighter({
		themes: [theme],
		langs: [],
		engine: createJavaScriptRegexEngine({ forgiving: true })
	});
	const shiki = await highlighter;
	if (!shiki.getLoadedLanguages().includes(known)) await shiki.loadLanguage(known);
	const { tokens } = shiki.codeToTokens(code, {
		lang: known,
		theme: 'classes' as never,
		// What a page looks like must not depend on how busy the machine is.
		tokenizeTimeLimit: 0
	});
	return tokens.map((line) => {
		const merged: Token[] = [];
		for (const { content, color } of line) {
			const name = content.trim() ? classByColour.get(color ?? '') : merged.at(-1)?.class;
			const last = merged.at(-1);
			if (last && last.class === name) last.text += content;
			else merged.push(name ? { text: content, class: name } : { text: content });
		}
		return merged;
	});
}
