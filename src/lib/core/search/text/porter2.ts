/**
 * The English stemmer of Snowball 2 (Porter2), written from its definition at
 * https://snowballstem.org/algorithms/english/stemmer.html, whose names of steps and regions it
 * uses. Snowball 3 stems some words differently, so moving to it changes every index. `Y` is a `y`
 * that is a consonant; a region is the index at which it starts.
 */

interface Rule {
	suffix: string;
	replacement: string;
	/** The suffix counts only after one of these letters, or after any letter if this is empty. */
	after: string;
}

/** Rules by the last letter but one of their suffixes, longer suffixes first. */
type Rules = ReadonlyMap<string, readonly Rule[]>;

/** @param table `suffix:replacement:after`, longer suffixes first; the last two may be missing */
function parseRules(table: string): Rules {
	const rules = new Map<string, Rule[]>();
	for (const entry of table.split(' ')) {
		const [suffix = '', replacement = '', after = ''] = entry.split(':');
		const key = suffix.at(-2)!;
		rules.set(key, [...(rules.get(key) ?? []), { suffix, replacement, after }]);
	}
	return rules;
}

const step1b = parseRules('eedly ingly edly eed ing ed');
const step2 = parseRules(
	'ational:ate fulness:ful iveness:ive ization:ize ousness:ous biliti:ble lessli:less ' +
		'tional:tion alism:al aliti:al ation:ate entli:ent fulli:ful iviti:ive ousli:ous ' +
		'abli:able alli:al anci:ance ator:ate enci:ence izer:ize bli:ble ogi:og:l li::cdeghkmnrt'
);
const step3 = parseRules(
	'ational:ate tional:tion alize:al ative icate:ic iciti:ic ical:ic ness ful'
);
const step4 = parseRules(
	'ement able ance ence ible ment ant ate ent ion::st ism iti ive ize ous al er ic'
);

/** Words that the rules would join with others or take apart. */
const exceptions = new Map(
	(
		'skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli ' +
		'early:earli only:onli singly:singl sky news howe atlas cosmos bias andes'
	)
		.split(' ')
		.map((entry) => entry.split(':'))
		.map(([word = '', stem = word]) => [word, stem])
);
const singularExceptions = /^(?:canning|earring|herring|inning|outing|exceed|proceed|succeed)$/;

const longR1 = /^(?:arsen|commun|gener)/;
const vowelThenConsonant = /[aeiouy][^aeiouy]/g;
const shortSyllable = /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$/;

/** The stem of a lowercase English word. */
export function stem(word: string): string {
	return exceptions.get(word) ?? (word.length < 3 ? word : stemByRules(word));
}

function stemByRules(word: string): string {
	const marked = markConsonants(withoutApostrophes(word));
	const r1 = longR1.exec(marked)?.[0].length ?? regionAfter(marked, 0);
	const r2 = regionAfter(marked, r1);
	let stem = withoutPlural(marked);
	if (singularExceptions.test(stem)) return stem;
	stem = withFinalI(withoutVerbEnding(stem, r1));
	stem = replaceSuffix(stem, step2, r1);
	stem = replaceSuffix(stem, step3, stem.endsWith('ative') ? r2 : r1);
	stem = replaceSuffix(stem, step4, r2);
	return withoutFinalLetter(stem, r1, r2).toLowerCase();
}

/** With step 0. */
const withoutApostrophes = (word: string) =>
	word.includes("'") ? word.replace(/^'/, '').replace(/'(?:s'?)?$/, '') : word;

const markConsonants = (word: string) =>
	word.includes('y') ? word.replace(/^y|[aeiouy]y/g, (match) => `${match.slice(0, -1)}Y`) : word;

/** The region after the first consonant that follows a vowel, from an index on. */
function regionAfter(word: string, from: number): number {
	vowelThenConsonant.lastIndex = from;
	return vowelThenConsonant.test(word) ? vowelThenConsonant.lastIndex : word.length;
}

/** Step 1a. */
function withoutPlural(word: string): string {
	if (word.endsWith('sses')) return word.slice(0, -2);
	if (word.endsWith('ies') || word.endsWith('ied')) return word.slice(0, word.length > 4 ? -2 : -1);
	const isPlural = word.endsWith('s') && /[aeiouy].*[^su]s$/.test(word);
	return isPlural ? word.slice(0, -1) : word;
}

/** Step 1b. */
function withoutVerbEnding(word: string, r1: number): string {
	const rule = findRule(word, step1b);
	if (!rule) return word;
	const rest = word.slice(0, -rule.suffix.length);
	if (rule.suffix.startsWith('ee')) return rest.length < r1 ? word : `${rest}ee`;
	if (!/[aeiouy]/.test(rest)) return word;
	if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
	if (/([bdfgmnprt])\1$/.test(rest)) return rest.slice(0, -1);
	return rest.length <= r1 && shortSyllable.test(rest) ? `${rest}e` : rest;
}

/** Step 1c. */
const withFinalI = (word: string) =>
	word.length > 2 && /[^aeiouy][yY]$/.test(word) ? `${word.slice(0, -1)}i` : word;

/** The rule of the longest suffix that a word has. */
function findRule(word: string, rules: Rules): Rule | undefined {
	return rules.get(word[word.length - 2]!)?.find(({ suffix }) => word.endsWith(suffix));
}

/** Steps 2 to 4. The longest suffix that a word has decides, even if it starts before the region. */
function replaceSuffix(word: string, rules: Rules, region: number): string {
	const rule = findRule(word, rules);
	if (!rule) return word;
	const rest = word.slice(0, -rule.suffix.length);
	const applies = rest.length >= region && (!rule.after || rule.after.includes(rest.at(-1)!));
	return applies ? rest + rule.replacement : word;
}

/** Step 5. */
function withoutFinalLetter(word: string, r1: number, r2: number): string {
	const last = word.length - 1;
	if (word[last] === 'e') {
		const rest = word.slice(0, -1);
		return last >= r2 || (last >= r1 && !shortSyllable.test(rest)) ? rest : word;
	}
	return last >= r2 && word.endsWith('ll') ? word.slice(0, -1) : word;
}
