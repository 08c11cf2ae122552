import { equal, finds, type GlossaryRow } from './row.ts';

/** Architecture and design. */
export const design: readonly GlossaryRow[] = [
	equal('design around the business', 'DDD, domain-driven design'),
	equal('reads apart from writes', 'CQRS, command query responsibility segregation'),
	equal('dependencies handed in', 'DI, dependency injection'),
	equal('the framework calls the code', 'IoC, inversion of control'),
	equal('object that carries data', 'DTO, data transfer object'),
	equal('plain class of .NET', 'POCO, plain old CLR object'),
	equal('plain class of Java', 'POJO, plain old Java object'),
	equal('object-oriented programming', 'OOP, object-oriented programming'),
	equal('decision with its reasons', 'ADR, architecture decision record'),
	equal('small services', 'microservices, micro services, microservice architecture'),
	equal('business rules inside, adapters outside', 'hexagonal architecture, ports and adapters'),
	equal('layers around the domain', 'clean architecture, onion architecture'),
	equal(
		'code run on demand by a cloud',
		'serverless, FaaS, function as a service, cloud functions'
	),
	equal('software rented as a service', 'SaaS, software as a service'),
	equal('platform rented as a service', 'PaaS, platform as a service'),
	equal('machines rented as a service', 'IaaS, infrastructure as a service'),
	equal('old systems replaced step by step', 'strangler fig, strangler pattern'),
	equal('translation at a border', 'anti-corruption layer, anticorruption layer'),
	equal('API for one kind of client', 'BFF, backend for frontend'),
	equal('language of one domain', 'DSL, domain-specific language'),
	equal('parts of a program that change its behavior', 'plugin, addon'),
	finds(
		'classes that depend on each other',
		'tight coupling, tangled code, spaghetti code, swap implementation, exchange implementation',
		'loose coupling, dependency inversion, dependency injection'
	),
	finds(
		'how long an injected object lives',
		'scoped singleton transient, one instance per request, instance per request, one instance only, how long object lives',
		'service lifetime, dependency injection'
	),
	finds(
		'one big program in parts',
		'split monolith, break up monolith, divide monolith',
		'microservices, strangler fig, bounded context'
	),
	finds(
		'a switch for unfinished features',
		'turn feature on, turn feature off, switch features, hide unfinished feature, enable feature for some users, feature switch',
		'feature flag, feature toggle'
	),
	equal('switch for a feature', 'feature flag, feature toggle'),
	finds(
		'what happened instead of what is',
		'store events, replay events, events as source of truth, rebuild state from events, state from events',
		'event sourcing, event store'
	),
	finds(
		'steps over several services undone together',
		'transaction across services, distributed transaction, undo steps in other services, long running transaction',
		'saga, compensating transaction, two-phase commit'
	),
	finds(
		'a message saved with the data',
		'save and publish, publish after commit, message lost after commit, dual write, write to database and queue',
		'transactional outbox, outbox'
	),
	finds(
		'data that catches up later',
		'stale reads, stale replica, data not yet there, out of date copy, data not consistent yet',
		'eventual consistency'
	),
	equal('consistent or available', 'CAP theorem, Brewer theorem'),
	finds(
		'one leader among many',
		'elect leader, only one instance runs, only one server does, run on one node only',
		'leader election, distributed lock'
	),
	finds(
		'agreement of servers',
		'agree on value, agreement between nodes, paxos',
		'consensus, Raft, quorum'
	),
	finds(
		'objects created elsewhere',
		'create objects without new, hide object creation, choose class at runtime',
		'factory pattern, factory method, abstract factory'
	),
	finds('only one object of a class', 'only one object, single instance of class', 'singleton'),
	finds(
		'a subject tells its listeners',
		'notify listeners, notify other objects, tell other objects, subscribe to changes',
		'observer pattern, event handler, publish-subscribe'
	),
	finds(
		'behavior added around an object',
		'wrap object, wrap class, add behavior without inheritance',
		'decorator pattern, decorator'
	),
	finds(
		'concerns found everywhere',
		'logging everywhere, same code in every method, before and after each method',
		'cross-cutting concern, aspect-oriented programming, interceptor, middleware'
	),
	equal('code woven around methods', 'AOP, aspect-oriented programming')
];
