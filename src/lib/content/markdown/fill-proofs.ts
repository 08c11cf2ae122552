import type { Link, Root } from 'mdast';
import { visit } from './visit.ts';
import { describeTest, ownName, testId } from '../../core/article/test-name.ts';
import { didYouMean } from '../faults/did-you-mean.ts';
import { element, text } from './element.ts';
import { plainText } from './plain-text.ts';
import type { Rendering } from './rendering.ts';
import { parseRecord, verifiedFile, type VerifiedRecord } from './verified-record.ts';

const recordFile = `sample/${verifiedFile}`;

/**
 * `[](proof:TestName)`, or `[](<proof:name of a test>)`, becomes a mark that leads to the test on the sample's page. A test that
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
		if (!test || typeof record === 'string') {
			node.url = '';
			return;
		}
		const anchor = `proof-${rendering.proofs.length + 1}`;
		const before = parent.children.slice(0, index).map((child) => plainText(child));
		rendering.proofs.push({ test, claim: lastSentence(before.join('')), anchor });
		markProof(node, `${rendering.file.pagePath}sample/#${testId(test)}`, anchor, test, record.date);
	});
}

/** The record of the sample's last run, or what is wrong with it. */
function readRecord({ file }: Rendering): VerifiedRecord | string {
	const json = file.read(recordFile);
	if (!json) return `${recordFile} cannot be read`;
	const record = parseRecord(json.toString('utf8'));
	return typeof record === 'string'
		? `${recordFile} is not the record of a run: ${record}`
		: record;
}

function findTest(
	rendering: Rendering,
	node: Link,
	name: string,
	record: VerifiedRecord | string
): string | undefined {
	if (typeof record === 'string') {
		rendering.fault(node, `${record}; \`npm run samples\` writes it`);
		return undefined;
	}
	const { results } = record;
	const known = Object.keys(results);
	const found = known.filter((test) => test === name || ownName(test) === name);
	if (found.length > 1)
		rendering.fault(
			node,
			`test "${name}" stands for several: ${found.join(', ')}; name its class or group`
		);
	else if (!found.length) {
		rendering.fault(
			node,
			`test "${name}" is not in ${recordFile}${didYouMean(name, known.map(ownName))}; ` +
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
