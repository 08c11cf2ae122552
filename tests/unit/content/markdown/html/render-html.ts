import { dotPng, renderFile } from '../render-file.ts';

const files = { 'dot.png': dotPng, 'night.png': dotPng, 'notes.txt': 'x' };
export const render = (source: string) => renderFile(source, files);
export const html = async (source: string) => (await render(source)).html.trim();
export const faults = async (source: string) =>
	(await render(source)).faults.map(({ line, column, problem }) => `${line}:${column} ${problem}`);
