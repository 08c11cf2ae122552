import { equal, finds, type GlossaryRow } from './row.ts';

/** HTTP, APIs and formats of data. */
export const http: readonly GlossaryRow[] = [
	// HTTP and APIs
	equal('style of web APIs', 'REST, representational state transfer'),
	equal('calls across the network', 'RPC, remote procedure call'),
	equal('messages of gRPC', 'protobuf, protocol buffers'),
	equal('description of an API', 'OpenAPI, Swagger'),
	equal('events over one HTTP response', 'server-sent events, EventSource'),
	equal('connection both ways', 'WebSocket, web socket'),
	equal('call when something happened', 'webhook, web hook, HTTP callback'),
	equal('pages of other origins', 'CORS, cross-origin resource sharing'),
	equal('newest HTTP', 'HTTP/3, QUIC'),
	equal('401', '401, unauthorized'),
	equal('503', '503, service unavailable'),
	equal('502', '502, bad gateway'),
	equal('504', '504, gateway timeout'),
	equal('errors as a document', 'problem details, RFC 7807, RFC 9457'),
	equal('links in answers', 'HATEOAS, hypermedia'),
	equal('address', 'URL, uniform resource locator'),
	equal('part after the question mark', 'query string, query parameter, URL parameter'),
	equal('kind of content', 'MIME type, media type, content type'),
	finds(
		'script of another site',
		'blocked by browser, other domain, another domain, different domain, different origin, no access-control-allow-origin',
		'CORS, cross-origin, same-origin policy'
	),
	finds(
		'data without reloading',
		'without reloading, without refreshing, update page live, live update, push to browser, push data to client, server pushes',
		'WebSocket, server-sent events, long polling, SignalR'
	),
	finds(
		'ask again and again',
		'ask server repeatedly, check every few seconds, ask again and again',
		'polling, long polling, webhook'
	),
	finds(
		'change an API without breaking its clients',
		'change api without breaking, old clients, version of api, breaking change in api, keep old clients working',
		'API versioning, backward compatibility'
	),
	finds(
		'only the wanted fields',
		'only needed fields, choose fields, client chooses fields, too much data returned',
		'GraphQL, projection, sparse fieldsets'
	),
	finds(
		'part of an object changed',
		'partial update, update some fields, change one field only',
		'PATCH, JSON Patch'
	),
	finds(
		'input that is not right',
		'check input, check user input, wrong input, invalid input, bad input, input rules',
		'validation, model validation'
	),
	finds(
		'send a file to the server',
		'send file, receive file, big file from browser, attach file',
		'file upload, multipart, form data'
	),
	finds(
		'only if it changed',
		'only if changed, 304, download again',
		'ETag, conditional request, If-None-Match'
	),
	finds(
		'code around each request',
		'on every request, run before request, each request goes through',
		'middleware, interceptor'
	),
	finds(
		'which code answers an address',
		'map url, url to method, pretty url, nice urls, friendly url',
		'routing, slug'
	),
	finds('to another address', 'send to other page, forward to page, moved page', 'redirect'),
	finds('a server in front', 'server in front, in front of app, nginx in front', 'reverse proxy'),
	finds(
		'answer in pieces',
		'send answer in parts, large response, send while reading',
		'streaming, chunked transfer'
	),
	finds(
		'smaller answers',
		'smaller responses, compress response, shrink response',
		'compression, gzip, Brotli'
	),
	// Formats
	equal('format', 'JSON, JavaScript Object Notation'),
	equal('format', 'YAML, YML'),
	equal('format', 'CSV, comma-separated values'),
	equal('text pattern', 'regex, regexp, regular expression'),
	equal('end of a line', 'newline, line break, line feed, EOL, end of line'),
	equal('world time', 'UTC, coordinated universal time, GMT'),
	equal('seconds since 1970', 'epoch, unix time, unix timestamp'),
	finds(
		'object to text',
		'object to json, convert to json, object to string and back, save object to file, turn object into',
		'serialization'
	),
	finds(
		'text to object',
		'json to object, parse json, read json, string to object',
		'deserialization'
	),
	finds(
		'letters come out wrong',
		'strange characters, weird characters, broken characters, wrong characters, broken umlauts, question marks instead',
		'encoding, UTF-8, Unicode'
	),
	finds(
		'wrong hour',
		'wrong hour, hour off, daylight saving, summer time, local time',
		'time zone, UTC, DateTimeOffset'
	),
	finds(
		'wrong cents',
		'money rounding, wrong cents, rounding error, 0.1 + 0.2',
		'decimal, floating point'
	),
	finds(
		'find in text',
		'match text, text pattern, extract from string, find pattern',
		'regular expression'
	),
	finds(
		'objects refer to each other',
		'circular reference, object cycle, cyclic reference, self referencing loop',
		'reference loop, ReferenceHandler, serialization'
	)
];
