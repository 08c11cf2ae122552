import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { AuthorSynonyms } from '../../core/article/search-rules.ts';
import { parseYaml, unknownKey, type Parsed, type YamlFile } from '../yaml/parse-yaml.ts';

const maxPhrase = 80;
const ruleKeys = ['query', 'also'] as const;
const cure = 'write [k8s, Kubernetes], or query: and also: for one way';

/** Reads `synonyms.yaml`: lists of words that are equal, and `query` words that find `also` others. */
export function parseSynonyms(source: string): Parsed<AuthorSynonyms[]> {
	const file = parseYaml(source);
	const { document, at, faults, isReadable } = file;
	if (!isReadable) return { value: null, faults };
	const fault = (node: unknown, problem: string) => faults.push({ ...at(node), problem });
	const { contents } = document;
	const value: AuthorSynonyms[] = [];
	/** The line of each word's rule. */
	const lines = { equals: new Map<string, number>(), query: new Map<string, number>() };

	function claim(kind: keyof typeof lines, phrase: Phrase) {
		const line = lines[kind].get(phrase.key);
		if (line !== undefined)
			fault(
				phrase.node,
				`"${phrase.text}" stands on line ${line} already; keep all that belongs to it there`
			);
		else lines[kind].set(phrase.key, at(phrase.node).line);
	}

	if (contents && !isSeq(contents) && !isEmpty(contents))
		fault(contents, `must be a list; ${cure}`);
	for (const item of isSeq(contents) ? contents.items : []) {
		if (isSeq(item)) {
			const equals = readPhrases(item, file);
			if (item.items.length < 2)
				fault(item, 'needs two words at least, which stand for each other');
			for (const phrase of equals) claim('equals', phrase);
			const words = equals.map(({ text }) => text);
			value.push({ typed: words, also: words, ...at(item) });
		} else if (isMap(item)) {
			for (const { key } of item.items)
				if (!ruleKeys.includes(String(key) as 'query'))
					fault(key, unknownKey(String(key), ruleKeys, 'a synonym'));
			const [typed, also] = ruleKeys.map((key) => {
				const node = item.get(key, true) as Node | undefined;
				if (!node) fault(item, `"${key}" is missing; ${cure}`);
				else if (isSeq(node) && !node.items.length) fault(node, `${key} must not be empty`);
				return node ? readPhrases(node, file) : [];
			}) as [Phrase[], Phrase[]];
			for (const phrase of typed) claim('query', phrase);
			value.push({
				typed: typed.map(({ text }) => text),
				also: also.map(({ text }) => text),
				...at(item)
			});
		} else fault(item, `is no synonym; ${cure}`);
	}
	return faults.length ? { value: null, faults } : { value, faults: [] };
}

interface Phrase {
	text: string;
	/** The same for all spellings of the phrase. */
	key: string;
	node: unknown;
}

/** Reads a phrase or a list of phrases. Anything else is a fault. */
function readPhrases(node: Node, { at, faults }: YamlFile): Phrase[] {
	return (isSeq(node) ? node.items : [node]).flatMap((one) => {
		const text = isScalar(one) ? one.value : undefined;
		const problem =
			typeof text !== 'string'
				? isScalar(one) && text !== null
					? `must be text; put it in quotes: "${String(one.source ?? text)}"`
					: 'must be a word or a phrase'
				: !/[\p{L}\p{N}]/u.test(text)
					? `"${text}" has neither letter nor digit; nobody can search for it`
					: text.length > maxPhrase
						? `has ${text.length} characters; ${maxPhrase} is the most`
						: null;
		if (problem) faults.push({ ...at(one), problem });
		if (problem || typeof text !== 'string') return [];
		return [
			{
				text,
				key: text
					.trim()
					.toLowerCase()
					.replace(/[\s_-]+/g, ' '),
				node: one
			}
		];
	});
}

/** A file with nothing but comments. */
const isEmpty = (node: Node) => isScalar(node) && node.value === null;
