import { equal, finds, type GlossaryRow } from './row.ts';

/** Concurrency, messaging and resilience. */
export const concurrency: readonly GlossaryRow[] = [
	// Concurrency
	finds(
		'result depends on timing',
		'happens sometimes only, random failures threads, two threads same variable, two threads write, threads interfere, timing bug, check then act',
		'race condition, data race, thread safety, synchronization'
	),
	equal('safe for several threads', 'thread-safe, thread safety, threadsafe'),
	equal('lock for one thread', 'mutex, mutual exclusion'),
	equal('multiple threads', 'multithreading, multi-threading'),
	finds(
		'only one thread at a time',
		'one thread at a time, only one thread, one at a time, block other threads',
		'mutex, critical section, lock statement'
	),
	finds(
		'at most so many at once',
		'limit parallel, limit concurrent, limit number of threads, max parallel, at most n at once',
		'semaphore, throttling, degree of parallelism'
	),
	finds(
		'work beside the main program',
		'run in background, without blocking, not block ui, fire and forget, do something later, run later, long running task',
		'background job, background service, asynchronous, hosted service'
	),
	finds(
		'work at set times',
		'run every night, run every day, every five minutes, run every hour, repeat every, scheduled task, run periodically, nightly job',
		'cron, scheduler, timer, CronJob'
	),
	finds(
		'stop work that is running',
		'stop running task, abort task, abort request, stop waiting, cancel request, cancel operation, give up after',
		'cancellation, cancellation token, timeout, AbortController'
	),
	finds(
		'several tasks together',
		'at the same time, run together, do several things at once, wait for all, run all at once',
		'parallel, concurrency'
	),
	finds('threads kept for reuse', 'reuse threads, too many threads, out of threads', 'thread pool'),
	finds(
		'program hangs',
		'program hangs, app hangs, application freezes, app freezes, stuck forever',
		'deadlock, blocking'
	),
	finds(
		'read a value from many threads',
		'shared variable, shared state between threads, visible to other threads',
		'memory model, volatile, atomic'
	),
	equal('operation that is not interrupted', 'CAS, compare and swap, compare-and-set'),
	finds(
		'producers too fast',
		'consumer too slow, producer too fast, slow consumer, overwhelmed consumer',
		'backpressure'
	),
	equal('slow down the producer', 'backpressure, back pressure'),
	equal('objects that talk by messages', 'actor model, actor system'),
	// Messaging
	equal('messages to all who listen', 'pub/sub, publish-subscribe, pubsub'),
	equal('messages that failed', 'DLQ, dead-letter queue, dead letter exchange'),
	equal('broker product', 'RabbitMQ, Rabbit MQ'),
	equal('protocol of brokers', 'AMQP, Advanced Message Queuing Protocol'),
	equal('protocol of small devices', 'MQTT, message queue telemetry transport'),
	equal('architecture of events', 'EDA, event-driven architecture'),
	finds(
		'the same message twice',
		'message twice, processed twice, delivered twice, duplicate message, duplicate request, same request twice, submit twice, pay twice, charged twice, double submit, click twice, sent twice, handle duplicates',
		'idempotency, deduplication, idempotency key'
	),
	finds(
		'delivery promises',
		'lose messages, lost messages, message gets lost, guarantee delivery',
		'at-least-once, delivery guarantee, acknowledgement, durable queue'
	),
	finds(
		'messages that keep failing',
		'failed messages, poison message, message keeps failing, unprocessable message',
		'dead-letter queue, retry'
	),
	finds(
		'messages in sequence',
		'order of messages, messages out of order, in order delivery',
		'message ordering, partition key, FIFO'
	),
	equal('first in, first out', 'FIFO, first in first out'),
	equal('last in, first out', 'LIFO, last in first out'),
	finds(
		'services that talk without waiting',
		'decouple services, talk between services, services communicate, communication between services, send message between services',
		'message queue, message broker, event bus, asynchronous messaging'
	),
	equal('carrier of messages', 'message broker, message bus'),
	// Resilience
	finds(
		'try again after a failure',
		'try again, repeat failed, repeat on error, retry with delay, wait between retries, wait longer each time',
		'retry, exponential backoff, retry policy'
	),
	equal('wait longer each time', 'exponential backoff, exponential back-off'),
	finds(
		'stop calling what is down',
		'stop calling, service keeps failing, service down, dependency down, fail fast, cascading failure, one service takes down others',
		'circuit breaker, bulkhead'
	),
	finds(
		'less, but not nothing',
		'still works partly, keep working when, works without backend',
		'graceful degradation, fallback'
	),
	finds(
		'not too many calls',
		'too many requests, limit requests, limit calls, requests per second, requests per minute, api quota, abuse of api, slow down clients',
		'rate limiting, throttling'
	),
	finds(
		'is it alive',
		'check if alive, service alive, check service status, ready to serve, ready for traffic',
		'health check, liveness probe, readiness probe'
	),
	finds(
		'stop without losing work',
		'finish requests before stopping, stop cleanly, clean shutdown, finish work before exit, drain connections',
		'graceful shutdown, SIGTERM'
	),
	equal('stop without losing work', 'graceful shutdown, graceful termination'),
	equal('works although parts fail', 'HA, high availability'),
	equal('another takes over', 'failover, fail over'),
	equal('data that may be lost', 'RPO, recovery point objective'),
	equal('time to recover', 'RTO, recovery time objective'),
	equal('recovery after a disaster', 'disaster recovery, DR plan'),
	finds(
		'faults made on purpose',
		'break things on purpose, inject failures, kill servers randomly',
		'chaos engineering, fault injection'
	)
];
