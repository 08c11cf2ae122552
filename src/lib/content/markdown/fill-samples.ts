import { posix } from 'node:path';
import type { Nodes, Root } from 'mdast';
import { visit } from './visit.ts';
import { didYouMean } from '../faults/did-you-mean.ts';
import { isClosed, parseFenceInfo, readRegion, regionNames } from './fence.ts';
import { decodePath } from '../../core/article/canonical-path.ts';
import { positionOf, type Rendering } from './rendering.ts';
import { resultText } from './results.ts';

/** Fills fences that show a file of the sample or of the site, or a region of one. */
export function fillFences(rendering: Rendering, tree: Root) {
	visit(tree, 'code', (node) => {
		const { start, end } = node.position!;
		if (!isClosed(rendering.file.source.slice(start.offset, end.offset)))
			rendering.fault(node, 'this fence has no end; close it with a line of as many ` or ~');
		const { language, values } = parseFenceInfo(node);
		const path = values.get('file');
		if (!path || language === 'chart') return;
		const source = readSample(rendering, node, path)?.toString('utf8');
		if (source === undefined) return;
		if (isSiteCode(path))
			rendering.siteCode.push({ path: posix.normalize(path).slice(1), ...positionOf(node) });
		const region = values.get('region');
		const code = region ? readRegion(source, region) : source.replace(/\r\n?/g, '\n').trimEnd();
		if (code === null)
			rendering.fault(
				node,
				`region "${region}" is not in ${placeOf(path)}${didYouMean(region!, regionNames(source))}`
			);
		else if (node.value.trim())
			rendering.fault(node, `this fence is filled from ${placeOf(path)}; leave it empty`);
		else node.value = code;
	});
}

/** Whether `file=` names a file of the repository that holds the content, and not of the sample. */
export const isSiteCode = (path: string) => path.startsWith('/');

/** What `file=` names, as the author may find it. */
const placeOf = (path: string) => (isSiteCode(path) ? path.slice(1) : `sample/${path}`);

/** The path of the file that `file=` names, from the article's folder. */
export const sourcePath = ({ file }: Rendering, path: string): string =>
	isSiteCode(path)
		? posix.join(file.repository, posix.normalize(path))
		: posix.normalize(`sample/${path}`);

/** Reads the file that `file=` names; a missing one is a fault. */
export function readSample(rendering: Rendering, node: Nodes, path: string): Buffer | undefined {
	const full = sourcePath(rendering, path);
	const isInside = isSiteCode(path) || full.startsWith('sample/');
	const found = isInside ? rendering.file.read(full) : null;
	if (found) return found;
	const place = isSiteCode(path)
		? 'the repository that holds the content'
		: "the article's sample/ folder";
	rendering.fault(node, `file "${path}" is not in ${place}${rendering.didYouMean(full)}`);
	return undefined;
}

/** `[](sample/results/x.json#/pointer)` shows the value that was measured. */
export function fillResults(rendering: Rendering, tree: Root) {
	visit(tree, 'link', (node, index, parent) => {
		const match = /^([^#]+\.json)#(\/.*)$/.exec(node.url);
		if (!match || node.children.length || !parent || index === undefined) return;
		const [, path, pointer] = match as unknown as [string, string, string];
		const json = rendering.file.read(posix.normalize(path))?.toString('utf8');
		let value = '';
		if (json === undefined)
			rendering.fault(node, `result file "${path}" does not exist; \`npm run samples\` writes it`);
		else
			try {
				value = resultText(json, decodePath(pointer));
			} catch (error) {
				rendering.fault(node, `result file "${path}" ${(error as Error).message}`);
			}
		parent.children[index] = { type: 'text', value, position: node.position } as never;
	});
}
