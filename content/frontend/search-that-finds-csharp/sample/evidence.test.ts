import { describe, expect, it } from 'vitest';
import golden from './results/golden.json';
import judged from './results/judged.json';
import questions from './results/questions.json';

// `npm run bench -- articles` measures them, on collections that are not in the repository.
const { cosqa, 'k8s-so': kubernetes } = judged.collections;

describe('the terms of this library in MiniSearch', () => {
	it('rank better than the default on CoSQA, beyond chance', () => {
		const { default: before, names, stopWords, stems, against } = cosqa.steps.asIs;
		expect(cosqa.queries).toBe(500);
		expect(names.value).toBeGreaterThan(before.value);
		expect(stopWords.value).toBeGreaterThan(names.value);
		expect(stems.value).toBeGreaterThan(stopWords.value);
		expect(against.better).toBeGreaterThan(against.worse);
		expect(against.p).toBeLessThan(0.01);
	});

	it('gain more from stop words and stems than from names', () => {
		const { default: before, names, stems } = cosqa.steps.asIs;
		expect(stems.value - names.value).toBeGreaterThan(names.value - before.value);
	});

	it('show no difference beyond chance on 43 Kubernetes queries', () => {
		expect(kubernetes.queries).toBe(43);
		for (const { against } of Object.values(kubernetes.steps))
			expect(against.p).toBeGreaterThan(0.1);
	});

	it('find every identifier among the first ten', () => {
		const { count, default: before, analyser } = questions.identifiers;
		expect([questions.all.count, count]).toEqual([320, 74]);
		expect(analyser.topTen).toBe(count);
		expect(before.topTen).toBeLessThan(count);
		expect(analyser.first).toBeGreaterThan(before.first);
		expect(questions.all.analyser.first).toBeGreaterThan(questions.all.default.first);
	});

	it('pass more golden queries of this library', () => {
		expect(golden.analyser).toBeGreaterThan(golden.default);
		expect(golden.analyser).toBeLessThan(golden.queries);
	});

	it('make a smaller index than the default', () => {
		for (const { size } of [cosqa, kubernetes]) {
			expect(size.names.kilobytes).toBeGreaterThan(size.default.kilobytes);
			expect(size.stems.kilobytes).toBeLessThan(size.default.kilobytes);
		}
	});
});

describe('the queries of CoSQA', () => {
	const forms = Object.values(cosqa.widening.asIs);

	it('lose by widening every term, misspelled or not', () => {
		for (const { never, always } of forms) expect(always.value).toBeLessThan(never.value);
	});

	it('gain by widening unknown terms only', () => {
		for (const { never, always, unknown, againstAlways } of forms) {
			expect(unknown.value).toBeGreaterThan(Math.max(never.value, always.value));
			expect(againstAlways.p).toBeLessThan(0.05);
		}
		expect(cosqa.widening.asIs.misspelled.againstNever.p).toBeLessThan(0.01);
	});
});

describe('the Kubernetes queries', () => {
	it('gain nothing from corrections on the Kubernetes pages', () => {
		const { never, always, unknown, againstNever } = kubernetes.widening.asIs.misspelled;
		expect(always.value).toBeLessThan(never.value);
		expect(unknown.value).toBeLessThanOrEqual(never.value);
		expect(againstNever.p).toBeGreaterThan(0.1);
	});
});
