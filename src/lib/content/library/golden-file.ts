import { isMap, isScalar, type Node } from 'yaml';
import { articleId } from '../../core/article/article.ts';
import type { GoldenQuery } from '../../core/article/search-rules.ts';
import { didYouMean } from '../faults/did-you-mean.ts';
import { parseYaml, unknownKey, type Parsed } from '../yaml/parse-yaml.ts';

interface Address {
	category: string;
	slug: string;
}

const keys = ['slug', 'within'];
const cure = 'write the slug, or { slug: …, within: 3 }';

/**
 * Reads `golden.yaml`: queries, each with a slug or `{ slug, within }`.
 * @param articles all articles, including drafts
 */
export function parseGolden(source: string, articles: readonly Address[]): Parsed<GoldenQuery[]> {
	const { document, at, faults, isReadable } = parseYaml(source);
	if (!isReadable) return { value: null, faults };
	const fault = (node: unknown, problem: string) => faults.push({ ...at(node), problem });
	const { contents } = document;
	const value: GoldenQuery[] = [];

	/** The id of an article. No article or several are a fault, and `null`. */
	function findArticle(slug: string, node: unknown): string | null {
		const found = articles.filter((one) => one.slug === slug || articleId(one) === slug);
		if (found.length === 1) return articleId(found[0]!);
		const names = articles.map((one) => (slug.includes('/') ? articleId(one) : one.slug));
		fault(
			node,
			found.length
				? `"${slug}" is an article of several categories; write ${found.map((one) => `"${articleId(one)}"`).join(' or ')}`
				: `article "${slug}" does not exist${didYouMean(slug, names)}`
		);
		return null;
	}

	function readWithin(node: Node | undefined): number {
		if (!node) return 1;
		const within = isScalar(node) ? node.value : null;
		if (Number.isInteger(within) && (within as number) >= 1) return within as number;
		fault(node, 'within must be a whole number from 1');
		return 1;
	}

	if (contents && !isMap(contents) && !(isScalar(contents) && contents.value === null))
		fault(contents, 'must be queries with the article that each must find; write query: slug');
	for (const { key, value: wanted } of isMap(contents) ? contents.items : []) {
		const query = queryText(key);
		if (!query) fault(key ?? wanted, 'a query must be text; write query: slug');
		else if (!/[\p{L}\p{N}]/u.test(query))
			fault(key, `"${query}" has neither letter nor digit; nobody can search for it`);
		if (isMap(wanted))
			for (const { key: name } of wanted.items)
				if (!keys.includes(String(name)))
					fault(name, unknownKey(String(name), keys, 'a golden query'));
		const node = isMap(wanted) ? (wanted.get('slug', true) as unknown) : wanted;
		const within = readWithin(isMap(wanted) ? (wanted.get('within', true) as Node) : undefined);
		const slug = isScalar(node) ? node.value : undefined;
		if (slug === undefined || slug === null || slug === '') {
			fault(wanted ?? key, `names no article; ${cure}`);
			continue;
		}
		const id = findArticle(String(slug), node);
		if (id) value.push({ query, id, within, ...at(key) });
	}
	return faults.length ? { value: null, faults } : { value, faults: [] };
}

/** The text of a key as it is written, even if YAML reads a number or null; `''` if it is no scalar. */
const queryText = (key: unknown) =>
	isScalar(key) ? (typeof key.value === 'string' ? key.value : (key.source ?? '')) : '';
