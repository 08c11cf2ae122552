import { describe, expect, it } from 'vitest';
import { createAnalyser } from '../../../../../src/lib/core/search/text/analyse.ts';
import { matchesOf } from '../../../../../src/lib/core/search/passages/matches.ts';
import { titleSegments } from '../../../../../src/lib/core/search/passages/passages.ts';
import { english, finder, show, termsOf } from './find-english.ts';

describe('title marks', () => {
	it.each([
		['outbox', 'The Transactional Outbox', 'The Transactional [Outbox]'],
		['migrating', 'Migrations that migrate', '[Migrations] that [migrate]'],
		['client', 'HttpClientFactory in depth', 'Http[Client]Factory in depth'],
		['HttpClientFactory', 'HttpClientFactory in depth', '[HttpClientFactory] in depth'],
		['ef', 'EF_Core and EF-Core', '[EF]_Core and [EF]-Core'],
		['c#', 'C# beside C++ and C', '[C#] beside C++ and C'],
		['.net', 'ASP.NET Core on .NET 10', '[ASP.NET] Core on [.NET] 10'],
		['cafe', 'Un Café et un cafe\u0301', 'Un [Café] et un [café]'],
		['x', 'X\u0301 and x', '[X\u0301] and [x]'],
		['how do I cache', 'How to Cache', 'How to [Cache]'],
		['how to', 'How to Cache', '[How] [to] Cache'],
		['', 'Cache', 'Cache'],
		['<b>', '<b>&amp;</b>', '<[b]>&amp;</[b]>']
	])('for %j in %j', (query, title, marked) => {
		expect(show(titleSegments(title, finder(query)))).toBe(marked);
	});

	it('cover completions and spelling corrections from the index', () => {
		expect(
			show(
				titleSegments(
					'Transactions transform',
					finder('trans', english.titleTerms('Transactions transform'))
				)
			)
		).toBe('[Transactions] [transform]');
		expect(show(titleSegments('PostgreSQL', finder('postgressql', ['postgresql'])))).toBe(
			'[PostgreSQL]'
		);
	});

	it('cover words and bigrams in languages without spaces', () => {
		const chinese = createAnalyser('zh');
		const find = matchesOf('索引', termsOf(chinese, '索引'), chinese);
		expect(show(titleSegments('数据库索引入门', find))).toBe('数据库[索引]入门');
	});
});
