import { describe, expect, it } from 'vitest';
import { english, loadAnalyser } from './load-analyser.ts';

const bytes = Array.from({ length: 30_000 }, (_, n) => (n * 7919 * 31 + n * n) % 256);
const base64 = Buffer.from(bytes).toString('base64');

describe('document terms', () => {
	it.each([
		['omit function words', 'How do I use the outbox', 'use outbox'],
		['are stemmed', 'migrations migrating', 'migrat migrat'],
		['consist of letters, marks and digits', 'a<b>c=d|e`f`\tg', 'b c d e f g'],
		['omit accents', 'Café CAFE\u0301 Zürich', 'cafe cafe zurich'],
		['fold letters that do not decompose', 'Łódź, Ærø', 'lodz aero'],
		['fold full-width letters, ligatures and soft hyphens', 'Ｃ＃ ﬁle a\u00ADb', 'csharp file ab'],
		[
			'include a compound name and its parts',
			'HttpClientFactory',
			'httpclientfactori http client factori'
		],
		['include a lowercase name as one term', 'httpclientfactory', 'httpclientfactori'],
		[
			'split names at underscores and hyphens',
			'EF_Core kebab-case',
			'efcor ef core kebabcas kebab case'
		],
		[
			'split a name within a name',
			'Npgsql.EntityFrameworkCore-Tests',
			'npgsql entityframeworkcoretest entityframeworkcor entiti framework core test'
		],
		['split at capitals and digits', 'XMLHttpRequest2', 'xmlhttprequest2 xml http request 2'],
		['omit single-letter parts of a name', 'k8s e2e S3', 'k8s e2e s3'],
		['omit contraction suffixes', "it doesn't, what’s List<T> is", 'list t'],
		['omit contraction suffixes in capitals', "WHAT'S NEW, WHAT’S OLD", 'new old'],
		['omit data URIs', `data:image/png;base64,${base64.slice(0, 400)} text`, 'text'],
		[
			'omit data URIs with parameters and percent-encoding',
			`data:font/woff;charset=utf-8;base64,${encodeURIComponent(base64.slice(0, 400))} text`,
			'text'
		],
		['omit Base64 blobs', `${base64} text`, 'text'],
		['omit hashes', 'sha e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'sha'],
		[
			'include paths',
			'/usr/local/share/offprint/latency/sample',
			'usr local share offprint latenc sampl'
		],
		[
			'include long names',
			'Nothing_is_lost_between_commit_and_publish',
			'nothingislostbetweencommitandpublish noth lost between commit publish'
		],
		['include a version number and its prefixes', '5.1.0', '5.1.0 5.1 5'],
		[
			'include a name with a version number',
			'net6.0-ios v2.4',
			'net6.0ios net6.0 6.0 net6 net 6 io v2.4 2.4 v2 2'
		],
		['end a version number at the end of a sentence', 'Runs on 9.0. 12 left', 'run 9.0 9 12 left'],
		['omit variation selectors', '✔\uFE0F a\uFE0Eb ❤️', 'ab'],
		[
			'join names at any kind of hyphen',
			'pre\u2010fetch pre\u2011fetch',
			'prefetch pre fetch prefetch pre fetch'
		],
		['omit words longer than 64 characters', `${'x'.repeat(65)} y`, 'y']
	])('%s: %j', (_rule, text, terms) => {
		expect(english.documentTerms(text).join(' ')).toBe(terms);
	});

	it('are few for a Base64 blob on many lines', () => {
		expect(english.documentTerms(base64.replace(/.{76}/g, '$&\n')).length).toBeLessThan(20);
	});

	it.each([
		['C# and F#', 'csharp fsharp'],
		['C++ code, C++17', 'cplusplus code cplusplus 17'],
		['.NET 10', 'dotnet 10'],
		['ASP.NET Core, ASP.NETCore', 'aspnet dotnet core aspnet dotnet core'],
		['Node.js', 'nodej node'],
		['c#12 .net8 F#6 node.js18', 'csharp 12 dotnet 8 fsharp 6 nodej node 18'],
		['VB.NET and ADO.NET', 'vb dotnet ado dotnet'],
		['(C#), "C#"; C#/F#', 'csharp csharp csharp fsharp'],
		['用C#写程序,.NET入门', '用 csharp 写 程序 写程 程序 dotnet 入门 入门'],
		['abc# c#x 1c++ ..net x.net System.Net', 'abc c x 1c net x net system net']
	])('keep names that contain punctuation: %j', (text, terms) => {
		expect(english.documentTerms(text).join(' ')).toBe(terms);
	});

	// From the sample vocabulary of Snowball's English stemmer.
	it.each([
		['connect connection connected', 'connect connect connect'],
		['delete deletion', 'delet delet'],
		['inject injection', 'inject inject'],
		['deploy deployment', 'deploy deploy'],
		['explicit explicitly', 'explicit explicit'],
		['consign consigned consignment', 'consign consign consign'],
		['knack knackeries', 'knack knackeri'],
		['generate generic general', 'generat generic general'],
		['news new', 'news new']
	])('have the same stems as in Snowball: %j', (text, terms) => {
		expect(english.documentTerms(text).join(' ')).toBe(terms);
	});

	it.each([
		['de-AT', 'die Datenbanken der Konfiguration', 'datenbank konfiguration'],
		['da', 'databaserne og indekset', 'databas indeks'],
		['es', 'las configuraciones de la consulta', 'configur consult'],
		['fi', 'tietokannat ja kirjoissa', 'tietokan kirj'],
		['fr', "comment faire une requête sur l'index", 'requet index'],
		['it', 'le configurazioni della base', 'configur bas'],
		['nl', 'de databanken en het beheer', 'databank beher'],
		['nb', 'databasene og indeksen', 'databas indeks'],
		['nn', 'databasene', 'databas'],
		['pt-BR', 'a configuração da consulta', 'configur configuraca consult'],
		['ru', 'базой данных и базы', 'баз дан баз'],
		['sv', 'databaserna och indexet', 'databas indexet'],
		['eo', 'la datumbazoj kaj the', 'la datumbazoj kaj the']
	])('follow the language %s: %j', async (language, text, terms) => {
		expect((await loadAnalyser(language)).documentTerms(text).join(' ')).toBe(terms);
	});

	it.each([
		['zh', '数据库索引 outbox', ['数据', '据库', '库索', '索引', 'outbox']],
		['ja', 'データベースの索引', ['データベース', 'デー', 'ース', '索引']],
		['ja', 'ﾃﾞｰﾀﾍﾞｰｽ', ['データベース', 'デー', 'ース']],
		['ko', '데이터베이스 색인', ['데이터베이스', '데이', '색인']],
		['th', 'ฐานข้อมูล', ['ฐาน', 'ข้อมูล']],
		['km', 'មូលដ្ឋានទិន្នន័យ', ['មូ']],
		['my', 'ဒေတာဘေ့စ်', ['ဒေ']],
		['lo', 'ຖານຂໍ້ມູນ', ['ຖາ']]
	])('are words and bigrams in scripts without spaces: %s %j', async (language, text, some) => {
		expect((await loadAnalyser(language)).documentTerms(text)).toEqual(
			expect.arrayContaining(some)
		);
	});

	it('cover a long sentence in a script without spaces', async () => {
		const thai = await loadAnalyser('th');
		expect(thai.documentTerms('ฐานข้อมูล'.repeat(20)).length).toBeGreaterThan(100);
	});
});

describe('a word with accents', () => {
	it('is found when typed with or without them', async () => {
		for (const [language, word, plain] of [
			['pt', 'configurações', 'configuracoes'],
			['es', 'configuración', 'configuracion'],
			['fr', 'chantée', 'chantee'],
			['de', 'Häuser', 'hauser'],
			['en', 'naïve', 'naive']
		] as const) {
			const { documentTerms, queryTerms } = await loadAnalyser(language);
			const indexedTerms = new Set(documentTerms(word));
			for (const query of [word, plain]) {
				const [{ term, variant = '' } = {} as never] = queryTerms(query);
				expect(
					[...indexedTerms].some((one) => one === term || one === variant),
					query
				).toBe(true);
			}
		}
	});
});
