import type { Element } from 'hast';
import { toString } from 'hast-util-to-string';
import { visit } from '../visit.ts';
import { DiagramError, type Statement } from './statements.ts';

/** Relations between two classes or entities: `<|--`, `*--`, `||--o{`. */
const relation = /\s(?:[<*o|}]*[|<>*o{}]*(?:--|\.\.)[|<>*o{}]*)\s/;
const keywords =
	/^(?:class|direction|namespace|note|for|x-axis|y-axis|title|bar|line|PK|FK|UK|TD|TB|BT|LR|RL|interface|abstract|enumeration|service)$/;

/**
 * Checks drawings of class diagrams, entity diagrams and charts, which the renderer parses itself:
 * every word and every relation of the source must be in the drawing.
 * @throws {DiagramError} for the first one that is missing
 */
export function checkLines(svg: Element, [, ...statements]: Statement[]) {
	const words = new Set(toString(svg).match(/[\p{L}\p{N}]+/gu));
	let relations = 0;
	visit(svg, 'element', ({ properties }) => {
		if ((properties.dataFrom ?? properties.dataEntity1) && properties.points) relations++;
		// A chart shows its values as lengths, and has them in attributes.
		for (const value of [properties.dataValue, properties.dataLabel, properties.dataId])
			for (const word of String(value ?? '').match(/[\p{L}\p{N}]+/gu) ?? []) words.add(word);
	});
	const isChart = statements.some(({ text }) => /^(?:x-axis|y-axis|bar|line)\b/.test(text));
	let written = 0;
	for (const { text, line } of statements) {
		if (!isChart && relation.test(text)) written++;
		if (/^(?:classDef|style|linkStyle|cssClass|click|link|callback)\b/.test(text))
			throw new DiagramError(line, `"${text}" is not drawn; remove it`);
		for (const word of (isChart ? '' : text.replace(relation, ' ')).match(/[\p{L}\p{N}]+/gu) ?? [])
			if (!words.has(word) && !keywords.test(word))
				throw new DiagramError(line, `"${word}" would not be drawn; write it differently`);
	}
	if (written !== relations)
		throw new DiagramError(
			1,
			`${relations} of ${written} relations would be drawn; put each one on its own line`
		);
}
