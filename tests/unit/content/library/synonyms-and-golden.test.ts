import { describe, expect, it } from 'vitest';
import { article, category, content, faultsOf, open } from './content-folder.ts';

describe('synonyms.yaml and golden.yaml', () => {
	it('may be missing, or contain only comments', async () => {
		expect(await open(content({}))).toMatchObject({ synonyms: [], golden: [] });
		const comments = { 'synonyms.yaml': '# None yet\n', 'golden.yaml': '# None yet\n' };
		expect(await open(content(comments))).toMatchObject({ synonyms: [], golden: [] });
	});

	it('define synonyms in both directions or in one', async () => {
		const { synonyms } = await open(
			content({
				'synonyms.yaml':
					'- [k8s, Kubernetes]\n- query: broker\n  also: [NATS, message bus]\n- query: [k8s]\n  also: pods\n'
			})
		);
		expect(synonyms).toEqual([
			{ typed: ['k8s', 'Kubernetes'], also: ['k8s', 'Kubernetes'], line: 1, column: 3 },
			{ typed: ['broker'], also: ['NATS', 'message bus'], line: 2, column: 3 },
			{ typed: ['k8s'], also: ['pods'], line: 4, column: 3 }
		]);
	});

	it('define which article a query must find, and within how many results', async () => {
		const files = {
			'backend/a.md': article(),
			'backend/b/index.md': article(),
			'backend/hidden.md': article('draft: true\n'),
			'web/category.yaml': category,
			'web/b.md': article(),
			'golden.yaml':
				'# One\nwhat is a: a\n"c#: a?": { slug: backend/b, within: 3 }\n404: { slug: web/b }\n1.0: a\nnull: a\nhidden: hidden\n'
		};
		const { golden } = await open(content(files));
		expect(golden).toEqual([
			{ query: 'what is a', id: 'backend/a', within: 1, line: 2, column: 1 },
			{ query: 'c#: a?', id: 'backend/b', within: 3, line: 3, column: 1 },
			{ query: '404', id: 'web/b', within: 1, line: 4, column: 1 },
			{ query: '1.0', id: 'backend/a', within: 1, line: 5, column: 1 },
			{ query: 'null', id: 'backend/a', within: 1, line: 6, column: 1 }
		]);
		// Drafts are not indexed, so no query can find one.
		expect((await open(content(files), { drafts: true })).golden).toEqual(golden);
	});

	it('are checked like all content', async () => {
		expect(
			await faultsOf(
				content({
					'backend/outbox.md': article(),
					'backend/twin.md': article(),
					'web/category.yaml': category,
					'web/twin.md': article(),
					'synonyms.yaml': [
						'- [k8s, Kubernetes]',
						'- [alone]',
						'- text',
						'- [pg, 15, ~, [x], "+++"]',
						'- [K8S, cluster]',
						'- querry: broker',
						'  also: NATS',
						'- query: []',
						'- query: pg',
						'  also: Postgres',
						'- query: PG',
						'  also: database',
						`- [long, ${'l'.repeat(81)}]`,
						''
					].join('\n'),
					'golden.yaml': [
						'outbocks: outbx',
						'two: twin',
						'two again: backend/twinn',
						'more: { slug: outbox, withn: 2 }',
						'none:',
						'within: { slug: outbox, within: 0 }',
						'list: [outbox]',
						'no slug: { within: 2 }',
						'"?": outbox',
						': outbox',
						'? [a, b]',
						': outbox',
						''
					].join('\n')
				})
			)
		).toMatchSnapshot();
	});

	it('must be YAML of the right shape', async () => {
		expect(
			await faultsOf(content({ 'synonyms.yaml': 'k8s: Kubernetes\n', 'golden.yaml': '- a\n' }))
		).toMatchSnapshot();
		expect(
			await faultsOf(content({ 'synonyms.yaml': '- [a, b\n', 'golden.yaml': 'a: b\na: c\n' }))
		).toMatchSnapshot();
	});
});
