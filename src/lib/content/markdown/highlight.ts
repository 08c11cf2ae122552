import type {
	BundledLanguage,
	BundledTheme,
	HighlighterGeneric,
	ThemeRegistrationRaw
} from 'shiki';

/**
 * Classes of tokens, and the scopes of TextMate grammars that they stand for. The style sheet gives
 * each class its color, so that two themes add nothing to the page.
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
/** Scopes within those above that read better as plain text. */
const plain = ['keyword.operator', 'storage.type.function.arrow', 'punctuation'];

const colorOf = (index: number) => `#00000${index}`;
const classes = Object.keys(scopes);
const classByColor = new Map(classes.map((name, index) => [colorOf(index + 1), name]));

const theme: ThemeRegistrationRaw = {
	name: 'classes',
	type: 'light',
	settings: [
		{ settings: { foreground: colorOf(0), background: '#ffffff' } },
		...classes.map((name, index) => ({
			scope: scopes[name],
			settings: { foreground: colorOf(index + 1) }
		})),
		{ scope: plain, settings: { foreground: colorOf(0) } }
	]
};

/** Language names that Shiki does not know. */
const aliases: Record<string, BundledLanguage> = {
	dotnetcli: 'shellscript',
	csproj: 'xml',
	xaml: 'xml',
	console: 'shellscript'
};

/** Larger blocks are not highlighted, which would make the build slow. */
const maxBlockLines = 2_000;
const maxLineLength = 1_000;

let highlighter: Promise<HighlighterGeneric<BundledLanguage, BundledTheme>> | undefined;

/** A stretch of code; without a class it is plain text. */
export interface CodeToken {
	text: string;
	class?: string;
}

/** The tokens of each line. Adjacent tokens of the same class are merged. */
export async function highlight(code: string, language: string): Promise<CodeToken[][]> {
	const lines = code.split('\n');
	const plainLines = lines.map((text) => [{ text }]);
	if (
		!language ||
		lines.length > maxBlockLines ||
		lines.some(({ length }) => length > maxLineLength)
	)
		return plainLines;
	// Imported on demand: most builds take every article from the cache.
	const { bundledLanguages, bundledLanguagesAlias, createHighlighter, createOnigurumaEngine } =
		await import('shiki');
	const name = language.toLowerCase();
	const known = (Object.hasOwn(aliases, name) ? aliases[name] : name) as BundledLanguage;
	if (!Object.hasOwn(bundledLanguages, known) && !Object.hasOwn(bundledLanguagesAlias, known))
		return plainLines;
	highlighter ??= createHighlighter({
		themes: [theme],
		langs: [],
		engine: createOnigurumaEngine(import('shiki/wasm'))
	});
	const shiki = await highlighter;
	if (!shiki.getLoadedLanguages().includes(known)) await shiki.loadLanguage(known);
	const { tokens } = shiki.codeToTokens(code, {
		lang: known,
		theme: 'classes' as never,
		// No time limit: the output must not depend on how busy the machine is.
		tokenizeTimeLimit: 0
	});
	return tokens.map((line) => {
		const merged: CodeToken[] = [];
		for (const { content, color } of line) {
			const name = content.trim() ? classByColor.get(color ?? '') : merged.at(-1)?.class;
			const last = merged.at(-1);
			if (last && last.class === name) last.text += content;
			else merged.push(name ? { text: content, class: name } : { text: content });
		}
		return merged;
	});
}
