import { describe, expect, it } from 'vitest';
import { estimateMinutes } from '../../../../src/lib/content/development/estimate-minutes.ts';

const words = (count: number) => 'word '.repeat(count);

describe('the estimate of a reading time', () => {
	it.each<[string, string, number]>([
		['an empty text', '', 1],
		['words', words(238 * 4), 4],
		['code', `${words(238)}\n\n\`\`\`ts\n${'x\n'.repeat(60)}\`\`\`\n`, 3],
		['code in longer fences', `~~~~ts\n~~~\n${'x\n'.repeat(59)}~~~~\n\n${words(238)}`, 3],
		['a fence without an end', `\`\`\`ts\n${'x\n'.repeat(60)}`, 2],
		['diagrams', '```mermaid\ngraph TD\n```\n'.repeat(10), 2],
		['images', '![An image](a.png)\n\n'.repeat(10), 2],
		['addresses, which nobody reads', `[word](/${words(500)}) <b title="${words(500)}">`, 1]
	])('counts %s', (_, source, minutes) => {
		expect(estimateMinutes(source)).toBe(minutes);
	});
});
