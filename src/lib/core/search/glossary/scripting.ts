import { equal, finds, type GlossaryRow } from './row.ts';

/** JavaScript and Python. */
export const scripting: readonly GlossaryRow[] = [
	// JavaScript
	equal('language', 'JS, JavaScript'),
	equal('JavaScript on servers', 'Node.js, NodeJS'),
	equal('framework', 'Vue, Vue.js, VueJS'),
	equal('framework', 'React, React.js, ReactJS'),
	equal('framework', 'Next.js, NextJS'),
	equal('framework', 'Express.js, ExpressJS'),
	finds('standard of JavaScript', 'ES6, ES2015', 'ECMAScript'),
	finds(
		'too many nested callbacks',
		'callback hell, nested callbacks, pyramid of doom',
		'promise, async, await'
	),
	finds(
		'several promises',
		'wait for several promises, all promises, run promises together',
		'Promise.all, Promise.allSettled'
	),
	finds(
		'an object of either kind',
		'one of several types, either type, type depends on field, tell types apart',
		'discriminated union, union type, type guard'
	),
	finds(
		'some of the properties',
		'all fields optional, some fields of type, type without field, make fields optional',
		'utility type, mapped type'
	),
	finds(
		'work beside the page',
		'browser freezes, heavy work in browser, heavy computation in browser, block main thread',
		'web worker, main thread'
	),
	// Python
	equal('mapping of Python', 'dict, dictionary'),
	equal('table of pandas', 'DataFrame, data frame'),
	equal('packages of one project', 'venv, virtualenv, virtual environment'),
	equal('lock of the interpreter', 'GIL, global interpreter lock'),
	equal('list in one line', 'list comprehension, list comp'),
	equal('library', 'scikit-learn, sklearn'),
	equal('library', 'Beautiful Soup, BeautifulSoup'),
	equal('package index', 'PyPI, Python Package Index'),
	equal('types written down', 'type hint, type annotation'),
	equal('method with underscores', 'dunder method, magic method, special method'),
	finds(
		'nested lists made flat',
		'flatten nested, one list from lists, list of lists to list, join lists',
		'flatten'
	),
	finds(
		'without repeats',
		'remove duplicates, without duplicates, drop duplicates',
		'unique, distinct, deduplicate'
	),
	finds(
		'in pieces of a size',
		'split list into parts, split into groups, equal parts, pieces of size',
		'chunk, batch'
	),
	finds(
		'read a file line by line',
		'read big file, read large file, line by line, file too big for memory',
		'streaming, iterate lines, generator'
	),
	finds(
		'text to time',
		'text to date, convert date string, parse date string',
		'strptime, parse date, datetime'
	),
	finds('time to text', 'date to string, format date, print date', 'strftime, datetime'),
	finds('lists with equal indexes', 'two lists together, loop two lists, pair up lists', 'zip'),
	finds(
		'arguments of a script',
		'command line arguments, read arguments, script options, command line options',
		'argparse, argument parser, optparse'
	),
	finds(
		'program starts another',
		'run shell command, execute command, run external program, call other program, start other program',
		'subprocess, child process'
	),
	finds(
		'data of a page',
		'read website, extract data from website, get data from page',
		'web scraping, scrape'
	)
];
