import { posix } from 'node:path';
import type { Nodes, Root } from 'mdast';
import { visit } from './visit.ts';
import { didYouMean } from '../faults/did-you-mean.ts';
import { isClosed, parseFenceInfo, readRegion, regionNames } from './fence.ts';
import { decodePath } from '../../core/article/canonical-path.ts';
import type { Rendering } from './rendering.ts';
import { resultText } from './results.ts';

/** Fills fences that show a file of the sample, or a region of one. */
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
		const region = values.get('region');
		const code = region ? readRegion(source, region) : source.replace(/\r\n?/g, '\n').trimEnd();
		if (code === null)
			rendering.fault(
				node,
				`region "${region}" is not in sample/${path}${didYouMean(region!, regionNames(source))}`
			);
		else if (node.value.trim())
			rendering.fault(node, `this fence is filled from sample/${path}; leave it empty`);
		else node.value = code;
	});
}

/** Reads a file of the article's sample; a missing file is a fault. */
export function readSample(rendering: Rendering, node: Nodes, path: string): Buffer | undefined {
	const full = posix.normalize(`sample/${path}`);
	const found = full.startsWith('sample/') ? rendering.file.read(full) : null;
	if (found) return found;
	rendering.fault(
		node,
		`file "${path}" is not in the article's sample/ folder${rendering.didYouMean(full)}`
	);
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
