import { equal, finds, type GlossaryRow } from './row.ts';

/** Caching and performance. */
export const performance: readonly GlossaryRow[] = [
	equal('how long an entry lives', 'TTL, time to live'),
	equal('the oldest use goes first', 'LRU, least recently used'),
	equal('the rarest use goes first', 'LFU, least frequently used'),
	equal('servers near the reader', 'CDN, content delivery network, content distribution network'),
	equal('many ask for what just expired', 'cache stampede, thundering herd, dogpile'),
	finds(
		'a result kept for the next time',
		'keep result, remember result, reuse result, avoid computing again, avoid recomputing, not compute again, store in memory for next time',
		'cache, memoization'
	),
	finds(
		'a cache with old values',
		'old data shown, stale data, outdated cache, refresh cache, clear cache, old values in cache',
		'cache invalidation, expiration, TTL'
	),
	finds(
		'old version in the browser',
		'browser shows old version, old javascript cached, force reload of files',
		'cache busting, Cache-Control, ETag'
	),
	finds(
		'memory that is never freed',
		'memory grows, memory keeps growing, uses more and more memory, memory never freed, running out of memory, ram full',
		'memory leak, heap dump, garbage collection'
	),
	equal('no memory left', 'OOM, out of memory, OutOfMemoryError'),
	equal('frees memory automatically', 'GC, garbage collector, garbage collection'),
	finds(
		'where the time goes',
		'find bottleneck, where time is spent, what takes time, app slow, make faster',
		'profiling, performance'
	),
	finds(
		'how fast, measured',
		'measure speed, measure performance, compare speed, time my code',
		'benchmark, profiling'
	),
	finds(
		'many users at once',
		'simulate many users, how many users, test under load',
		'load testing, stress test, k6'
	),
	finds(
		'more machines',
		'more servers, add servers, handle more users, grow with traffic, more traffic, traffic spike',
		'horizontal scaling, scale out, autoscaling'
	),
	equal('more machines', 'horizontal scaling, scale out'),
	equal('machines by demand', 'autoscaling, auto-scaling, autoscaler'),
	equal('the slowest of a hundred', 'p99, 99th percentile'),
	equal('the slowest of twenty', 'p95, 95th percentile'),
	finds(
		'load shared among servers',
		'distribute traffic, spread traffic, spread requests, share load, split traffic',
		'load balancer'
	),
	finds(
		'grows too fast with the input',
		'how complexity grows, algorithm speed, order of growth',
		'time complexity, big O'
	),
	finds(
		'created only when needed',
		'create when needed, only when needed, delay creation, postpone loading',
		'lazy initialization, lazy loading'
	),
	finds(
		'many small calls together',
		'combine requests, group requests, many small calls',
		'batching'
	)
];
