import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { createSearch, type Page } from './mini-search.ts';
import { defaultTerms, terms } from './words.ts';

const pages: Page[] = [
	{ id: 'c', title: 'C', text: 'Pointers in C. A C program, in C.' },
	{ id: 'csharp', title: 'Records', text: 'Records in C# are classes with values.' },
	{ id: 'net', title: 'Income', text: 'Net income, net of tax.' },
	{ id: 'dotnet', title: 'Runtime', text: 'The runtime of .NET starts, then compiles.' },
	{ id: 'list', title: 'Generics', text: 'It returns a List<T> of orders.' },
	{ id: 'target', title: 'Project file', text: 'Set <TargetFramework>net10.0</TargetFramework>.' }
];

function searchByDefault(query: string): string[] {
	const index = new MiniSearch<Page>({ fields: ['title', 'text'] });
	index.addAll(pages);
	return index.search(query).map(({ id }) => id as string);
}
const search = createSearch(pages);

describe('the default tokenizer of MiniSearch', () => {
	it('makes C# the same term as C', () => {
		expect(defaultTerms('C#')).toEqual(['c']);
		expect(searchByDefault('C#')).toEqual(['c', 'csharp']);
	});

	it('makes .NET the same term as the net of net income', () => {
		expect(defaultTerms('.NET')).toEqual(['net']);
		expect(searchByDefault('.NET')[0]).toBe('net');
	});

	it('keeps C++ whole, because + is a symbol and not punctuation', () => {
		expect(defaultTerms('C++, C#')).toEqual(['c++', 'c']);
	});

	it('does not find a generic list for List', () => {
		expect(defaultTerms('List<T>')).toEqual(['list<t>']);
		expect(searchByDefault('List')).toEqual([]);
	});

	it('separates words neither at tabs nor at symbols', () => {
		expect(defaultTerms('a\tb x=1|y `code`')).toEqual(['a\tb', 'x=1|y', '`code`']);
	});

	it('takes net10.0 for net10 and 0, and does not find a target framework at all', () => {
		expect(defaultTerms('net10.0')).toEqual(['net10', '0']);
		expect(searchByDefault('net10')).toEqual([]);
	});
});

describe('the terms of this library', () => {
	it('keep C#, F#, C++, .NET, ASP.NET and Node.js', () => {
		expect(terms('C# F# C++ .NET')).toEqual(['csharp', 'fsharp', 'cplusplus', 'dotnet']);
		expect(terms('ASP.NET Core')).toEqual(['aspnet', 'dotnet', 'core']);
		expect(terms('Node.js')).toEqual(['nodej', 'node']);
		expect(terms('用C#写')).toContain('csharp');
		expect(terms('EF_Core')).toEqual(['efcor', 'ef', 'core']);
		expect(terms('x=1|y')).toEqual(['x', '1', 'y']);
		expect(terms('(C#), C#12; VB.NET')).toEqual(['csharp', 'csharp', '12', 'vb', 'dotnet']);
	});

	it('leave C, example.net and System.Net alone', () => {
		expect(terms('C example.net System.Net')).toEqual(['c', 'exampl', 'net', 'system', 'net']);
		expect(terms('abc# issue #12')).toEqual(['abc', 'issu', '12']);
		for (const inside of ['x2c#', '0xc++', 'c#_old', 'node.json'])
			expect(terms(inside)).not.toEqual(
				expect.arrayContaining([expect.stringMatching(/csharp|cplusplus|nodej/)])
			);
	});

	it('tell articles on C# and .NET from those on C and net income', () => {
		expect(search('C#')).toEqual(['csharp']);
		expect(search('C')).toEqual(['c']);
		expect(search('.NET')).toEqual(['dotnet']);
		expect(search('net')).toEqual(expect.arrayContaining(['net']));
		expect(search('net')).not.toContain('dotnet');
	});

	it('find a generic list for List, and a target framework for net10, net10.0 and 10.0', () => {
		expect(terms('List<T>')).toEqual(['list', 't']);
		expect(search('List')).toEqual(['list']);
		expect(terms('net10.0')).toEqual(['net10.0', '10.0', 'net10', 'net', '10']);
		for (const query of ['net10', 'net10.0', '10.0']) expect(search(query)[0]).toBe('target');
	});

	it('have no 0 for the end of net10.0', () => {
		expect(terms('net10.0')).not.toContain('0');
		expect(search('0')).toEqual([]);
	});

	it('are separated by every space, sign and symbol except _ and hyphens', () => {
		const kept = /[_\p{Pd}\u00AD\u058A\u05BE]/u;
		let tried = 0;
		for (let code = 0; code < 0x1_0000; code++) {
			const sign = String.fromCharCode(code);
			if (!/[\t\n\r\p{Z}\p{P}\p{S}]/u.test(sign)) continue;
			// Characters such as ℡ stand for letters.
			const plain = sign.normalize('NFKC');
			if (kept.test(sign) || /[\p{L}\p{N}_-]/u.test(plain)) continue;
			expect(terms(`alpha${sign}beta`), code.toString(16)).toEqual(['alpha', 'beta']);
			tried++;
		}
		expect(tried).toBeGreaterThan(3000);
	});
});
