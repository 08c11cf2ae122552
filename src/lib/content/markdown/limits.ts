import type { Rendering } from './rendering.ts';

/**
 * Far above what articles have. Markdown parsers take quadratic time for some characters in one
 * block, and deep nesting overflows the stack.
 */
const maxDepth = 100;
const maxQuotations = 5_000;
const maxBlockLength = 200_000;
const maxSigns: Record<string, number> = {
	'[': 5_000,
	'`': 10_000,
	'*': 10_000,
	_: 10_000,
	'~': 10_000,
	'@': 20_000
};

const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const containers = /^(?:\s*(?:>|[-+*]|\d{1,9}[.)])(?=\s|>|$))*/;

/** Whether an article can be parsed in bounded time. What exceeds a limit is a fault. */
export function isWithinLimits(rendering: Rendering): boolean {
	const before = rendering.faults.length;
	const fault = (line: number, problem: string) =>
		rendering.faults.push({ line, column: 1, problem });
	let quotations = 0;
	let closing: RegExp | undefined;
	let block = { start: 1, text: '' };
	const endBlock = (next: number) => {
		checkBlock(block.text, (problem) => fault(block.start, problem));
		block = { start: next, text: '' };
	};
	for (const [index, line] of rendering.file.source.split(/\r\n?|\n/).entries()) {
		const number = index + 1;
		if (closing) {
			if (closing.test(line)) closing = undefined;
			continue;
		}
		const opened = fence.exec(line)?.[1];
		if (opened) {
			closing = new RegExp(`^ {0,3}${opened}${opened[0]}*\\s*$`);
			endBlock(number + 1);
			continue;
		}
		const prefix = containers.exec(line)![0];
		const depth = prefix.match(/>|[-+*]|\d+[.)]/g)?.length ?? 0;
		if (depth > maxDepth)
			fault(number, `is nested ${depth} levels deep; use fewer levels of lists and quotes`);
		if (prefix.includes('>') && ++quotations === maxQuotations)
			fault(number, `has ${maxQuotations} quoted lines; split the article`);
		if (line.trim()) block.text += `${line}\n`;
		else endBlock(number + 1);
	}
	endBlock(0);
	return rendering.faults.length === before;
}

function checkBlock(text: string, fault: (problem: string) => void) {
	if (text.length > maxBlockLength)
		fault(`has ${text.length} characters without a blank line; split it, or put it in a fence`);
	for (const [sign, max] of Object.entries(maxSigns)) {
		const count = text.split(sign).length - 1;
		if (count > max)
			fault(`has ${count} "${sign}" without a blank line; split it, or put it in a fence`);
	}
}
