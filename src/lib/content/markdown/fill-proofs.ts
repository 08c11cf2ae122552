import type { Link, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { describeTest, testId } from '../../core/article/test-name.ts';
import { didYouMean } from '../faults/did-you-mean.ts';
import { element, text } from './element.ts';
import { plainText } from './plain-text.ts';
import type { Rendering } from './rendering.ts';

interface TestRecord {
	date: string;
	results?: Record<string, string>;
}

/**
 * `[](proof:TestName)` becomes a mark that leads to the test on the sample's page. A test that
 * `sample/verified.json` does not list as passed is a fault.
 */
export function fillProofs(rendering: Rendering, tree: Root) {
	const record = readRecord(rendering);
	visit(tree, 'link', (node, index, parent) => {
		if (!node.url.startsWith('proof:') || !parent || index === undefined) return;
		const name = node.url.slice('proof:'.length);
		const test = node.children.length
			? rendering.fault(node, `a proof mark has no text; write [](proof:${name})`)
			: findTest(rendering, node, name, record);
		if (!test) {
			node.url = '';
			return;
		}
		const anchor = `proof-${rendering.proofs.length + 1}`;
		const before = parent.children.slice(0, index).map((child) => plainText(child));
		rendering.proofs.push({ test, claim: lastSentence(before.join('')), anchor });
		markProof(
			node,
			`${rendering.file.pagePath}sample/#${testId(test)}`,
			anchor,
			test,
			record!.date
		);
	});
}

function readRecord({ file }: Rendering): TestRecord | null {
	try {
		return JSON.parse(file.read('sample/verified.json')!.toString('utf8')) as TestRecord;
	} catch {
		// `npm run samples` reports what is wrong with the record itself.
		return null;
	}
}

function findTest(
	rendering: Rendering,
	node: Link,
	name: string,
	record: TestRecord | null
): string | undefined {
	const results = record?.results ?? {};
	const known = Object.keys(results);
	const found = known.filter((test) => test === name || test.endsWith(`.${name}`));
	if (!record)
		rendering.fault(node, 'sample/verified.json cannot be read; `npm run samples` writes it');
	else if (found.length > 1)
		rendering.fault(node, `test "${name}" stands for several: ${found.join(', ')}; name its class`);
	else if (!found.length) {
		const methods = known.map((test) => test.slice(test.lastIndexOf('.') + 1));
		rendering.fault(
			node,
			`test "${name}" is not in sample/verified.json${didYouMean(name, methods)}; ` +
				'`npm run samples` records every test'
		);
	} else if (results[found[0]!] !== 'passed')
		rendering.fault(node, `test "${name}" did not pass: it was ${results[found[0]!]}`);
	else return found[0];
	return undefined;
}

const sentenceEnd = /(?<=[.!?:]["”’)]?)\s+(?=\S)/u;

const lastSentence = (prose: string): string => prose.trim().split(sentenceEnd).at(-1)!.trim();

/** The note shows on hover and focus. For screen readers, the link's name contains it. */
function markProof(node: Link, href: string, id: string, test: string, date: string) {
	const description = describeTest(test);
	node.url = href;
	node.data = {
		...node.data,
		hProperties: {
			id,
			className: ['proof'],
			ariaLabel: `Proven by a test: ${description}. Passed ${date}.`
		},
		hChildren: [
			element('span', { className: ['proof-mark'], ariaHidden: 'true' }, [text('proven')]),
			element('span', { className: ['proof-note'], ariaHidden: 'true' }, [
				text(`${description}. Passed ${date}.`)
			])
		]
	};
}
