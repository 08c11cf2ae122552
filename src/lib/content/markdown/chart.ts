import type { Element } from 'hast';
import * as v from 'valibot';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { element, text } from './element.ts';
import { resultAt } from './results.ts';

const chartSchema = v.strictObject({
	unit: v.optional(v.string(), ''),
	rows: v.pipe(v.array(v.strictObject({ label: v.string(), value: v.string() })), v.minLength(1))
});

function parseSource(source: string): unknown {
	const { document, faults } = parseYaml(source);
	if (faults.length) throw new Error(faults[0]!.problem);
	return document.toJS() as unknown;
}

/**
 * Measured numbers as bars: a table with a bar in each row, so that the numbers are readable without the bars.
 * @param source YAML: `unit` and `rows` of `label` and `value`, a JSON pointer into the results
 * @throws {Error} with what is wrong in it
 */
export function chart(source: string, results: string, alt: string, caption: string): Element {
	const parsed = v.safeParse(chartSchema, parseSource(source));
	if (!parsed.success)
		throw new Error('needs rows with a label and a value: `rows: [{ label: …, value: /pointer }]`');
	const { unit, rows } = parsed.output;
	const values = rows.map(({ label, value }) => {
		const number = Number(resultAt(results, value));
		if (!(number >= 0)) throw new Error(`needs a number at "${value}"`);
		return { label, number };
	});
	const max = Math.max(...values.map(({ number }) => number)) || 1;
	const table = element('table', {}, [
		element('caption', { className: ['visually-hidden'] }, [text(alt)]),
		element(
			'tbody',
			{},
			values.map(({ label, number }) =>
				element('tr', {}, [
					element('th', { scope: 'row' }, [text(label)]),
					element('td', { className: ['bar'] }, [
						element(
							'svg',
							{ viewBox: '0 0 100 10', preserveAspectRatio: 'none', ariaHidden: 'true' },
							[
								element('rect', {
									width: Math.max(0.5, (number / max) * 100).toFixed(2),
									height: 10
								})
							]
						)
					]),
					element('td', { className: ['value'] }, [
						text(`${number.toLocaleString('en')}${unit ? ` ${unit}` : ''}`)
					])
				])
			)
		)
	]);
	return element('figure', { className: ['chart'] }, [
		table,
		...(caption ? [element('figcaption', {}, [text(caption)])] : [])
	]);
}
