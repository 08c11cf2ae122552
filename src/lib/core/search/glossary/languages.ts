import { equal, finds, type GlossaryRow } from './row.ts';

/** Programming languages, .NET and Java. */
export const languages: readonly GlossaryRow[] = [
	// Any language
	equal('types checked while running', 'duck typing, dynamic typing'),
	equal('types found by the compiler', 'type inference, inferred type'),
	equal('types as parameters', 'generics, type parameter, parametric polymorphism'),
	equal('function without a name', 'lambda, anonymous function, lambda expression, arrow function'),
	equal('compiled as it runs', 'JIT, just-in-time compilation, just in time'),
	equal('compiled before it runs', 'AOT, ahead-of-time compilation, ahead of time'),
	equal('tree of a program', 'AST, abstract syntax tree'),
	equal('read, evaluate, print', 'REPL, read-eval-print loop'),
	equal('calls other languages', 'FFI, foreign function interface'),
	finds(
		'nothing there',
		'null check, avoid null, null error, null pointer, value missing, cannot read property of undefined, object reference not set',
		'nullable reference types, NullReferenceException, optional'
	),
	equal('no value where one is needed', 'NullPointerException, NPE'),
	finds(
		'errors caught',
		'catch errors, handle errors, catch all errors, when something goes wrong',
		'exception handling, error handling'
	),
	finds(
		'the type looked at while running',
		'get type at runtime, inspect class, call method by name, read attributes at runtime, find classes',
		'reflection'
	),
	finds('set of names', 'fixed set of values, named constants, list of constants', 'enum'),
	finds('case by shape', 'check type and cast, switch on type, case on type', 'pattern matching'),
	finds(
		'resources given back',
		'close file automatically, release resource, clean up resources, free resources, close connection automatically',
		'dispose, IDisposable, context manager, try-with-resources'
	),
	finds(
		'one by one, when asked',
		'generate values lazily, one item at a time, produce values, yield values',
		'iterator, generator, yield'
	),
	finds(
		'wait without blocking',
		'wait for result, wait for promise, wait without blocking, await result',
		'async, await, asynchronous'
	),
	finds(
		'copy of everything inside',
		'copy object, clone object, copy nested, independent copy',
		'deep copy, clone'
	),
	finds(
		'equal by content',
		'compare objects, same values, objects equal, compare by value',
		'equality, value equality'
	),
	finds(
		'too deep',
		'recursion too deep, endless recursion, infinite recursion, maximum recursion',
		'stack overflow, recursion limit'
	),
	// .NET
	equal('runtime of .NET', 'CLR, common language runtime'),
	equal('code of .NET before it is machine code', 'IL, MSIL, intermediate language'),
	equal('queries in C#', 'LINQ, language integrated query'),
	equal('desktop user interface of Windows', 'WPF, Windows Presentation Foundation'),
	equal('desktop user interface of Windows', 'WinForms, Windows Forms'),
	equal('services of old .NET', 'WCF, Windows Communication Foundation'),
	equal('views apart from data', 'MVC, model-view-controller'),
	equal('view models', 'MVVM, model-view-viewmodel'),
	finds(
		'code made while compiling',
		'generate code at compile time, code at build time, write code automatically',
		'source generator, code generation'
	),
	finds('small APIs', 'api without controllers, endpoints without controller', 'minimal API'),
	finds(
		'data that goes along',
		'pass data along async, ambient data, data per async call',
		'AsyncLocal'
	),
	finds(
		'a part of an array',
		'slice without copy, part of array, avoid copying array, avoid allocations',
		'Span, ArrayPool, stackalloc'
	),
	finds(
		'sockets used up',
		'socket exhaustion, new httpclient each time, reuse httpclient',
		'IHttpClientFactory, HttpClientFactory'
	),
	finds(
		'runs inside the host',
		'windows service, background thread in web app, start task with app',
		'BackgroundService, hosted service, IHostedService'
	),
	finds(
		'settings in classes',
		'read settings, read config file, settings into class, bind settings',
		'options pattern, IOptions, configuration'
	),
	finds(
		'one program file',
		'single exe, one exe file, without installed runtime, no runtime installed',
		'single-file, self-contained, Native AOT'
	),
	// Java, Go and others
	equal('machine of Java', 'JVM, Java virtual machine'),
	equal('database access of Java', 'JPA, Java Persistence API, Jakarta Persistence'),
	equal('Java for enterprises', 'Java EE, Jakarta EE'),
	equal('kit of Java', 'JDK, Java development kit'),
	finds('language', 'golang', 'Go'),
	equal('thread of Go', 'goroutine, go routine'),
	finds(
		'wired by the container',
		'inject bean, create bean, spring injection',
		'Autowired, dependency injection, Bean'
	)
];
