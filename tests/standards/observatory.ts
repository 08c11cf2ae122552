/**
 * The score that Mozilla's HTTP Observatory gives a response, by the table of its grader (July 2025):
 * https://github.com/mdn/mdn-http-observatory/blob/main/src/grader/charts.js. Left out are the tests
 * that a static site passes with nothing: cookies, shared resources, scripts of other origins; and
 * those of the connection, which is the operator's: a valid certificate, a redirect from HTTP.
 */
const modifiers = {
	'csp-implemented-with-no-unsafe-default-src-none': 10,
	'csp-implemented-with-no-unsafe': 5,
	'csp-implemented-with-unsafe-inline-in-style-src-only': 0,
	'csp-implemented-with-unsafe-eval': -10,
	'csp-implemented-with-unsafe-inline': -20,
	'csp-not-implemented': -25,
	'referrer-policy-private': 5,
	'referrer-policy-not-implemented': 0,
	'referrer-policy-unsafe': -5,
	'hsts-implemented-max-age-at-least-six-months': 0,
	'hsts-implemented-max-age-less-than-six-months': -10,
	'hsts-not-implemented': -20,
	'x-content-type-options-nosniff': 0,
	'x-content-type-options-not-implemented': -5,
	'x-frame-options-implemented-via-csp': 5,
	'x-frame-options-sameorigin-or-deny': 0,
	'x-frame-options-not-implemented': -20,
	'corp-implemented-with-same-origin': 10,
	'corp-implemented-with-same-site': 10,
	'corp-implemented-with-cross-origin': 0,
	'corp-not-implemented': 0,
	'corp-header-invalid': -5
} as const;

type Result = keyof typeof modifiers;

/** Bonuses count only from this score on. */
const minScoreForBonus = 90;

const broad = ['ftp:', 'http:', 'https:', '*', 'http://*', 'https://*'];
const unsafeInline = ["'unsafe-inline'", 'data:'];
const sixMonths = 15_552_000;

const directivesOf = (policy: string) =>
	new Map(
		policy.split(';').map((directive): [string, string[]] => {
			const [name = '', ...sources] = directive.trim().toLowerCase().split(/\s+/);
			return [name, sources];
		})
	);

function judgePolicy(policy: string | null): Result {
	if (!policy) return 'csp-not-implemented';
	const directives = directivesOf(policy);
	const sources = (name: string) => directives.get(name) ?? directives.get('default-src') ?? ['*'];
	const has = (name: string, values: readonly string[]) =>
		sources(name).some((source) => values.includes(source));
	if (has('script-src', [...broad, ...unsafeInline]) || has('object-src', broad))
		return 'csp-implemented-with-unsafe-inline';
	if (has('script-src', ["'unsafe-eval'"]) || has('style-src', ["'unsafe-eval'"]))
		return 'csp-implemented-with-unsafe-eval';
	if (has('style-src', [...broad, ...unsafeInline]))
		return 'csp-implemented-with-unsafe-inline-in-style-src-only';
	return directives.get('default-src')?.join() === "'none'"
		? 'csp-implemented-with-no-unsafe-default-src-none'
		: 'csp-implemented-with-no-unsafe';
}

function judgeReferrer(policy: string | null): Result {
	if (!policy) return 'referrer-policy-not-implemented';
	const last = policy.split(',').at(-1)!.trim();
	const safe = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'];
	return safe.includes(last) ? 'referrer-policy-private' : 'referrer-policy-unsafe';
}

function judgeTransport(header: string | null): Result {
	const maxAge = /max-age=(\d+)/.exec(header ?? '')?.[1];
	if (maxAge === undefined || header!.includes(',')) return 'hsts-not-implemented';
	return Number(maxAge) >= sixMonths
		? 'hsts-implemented-max-age-at-least-six-months'
		: 'hsts-implemented-max-age-less-than-six-months';
}

function judgeFrames(policy: string | null, header: string | null): Result {
	const ancestors = directivesOf(policy ?? '').get('frame-ancestors');
	if (ancestors && !ancestors.some((source) => broad.includes(source)))
		return 'x-frame-options-implemented-via-csp';
	return /^(?:deny|sameorigin)$/i.test(header ?? '')
		? 'x-frame-options-sameorigin-or-deny'
		: 'x-frame-options-not-implemented';
}

function judgeSharing(header: string | null): Result {
	if (header === null) return 'corp-not-implemented';
	return /^(?:same-origin|same-site|cross-origin)$/.test(header)
		? (`corp-implemented-with-${header}` as Result)
		: 'corp-header-invalid';
}

export function observatoryScore(headers: Headers): { score: number; results: Result[] } {
	const policy = headers.get('Content-Security-Policy');
	const results = [
		judgePolicy(policy),
		judgeReferrer(headers.get('Referrer-Policy')),
		judgeTransport(headers.get('Strict-Transport-Security')),
		headers.get('X-Content-Type-Options') === 'nosniff'
			? ('x-content-type-options-nosniff' as const)
			: ('x-content-type-options-not-implemented' as const),
		judgeFrames(policy, headers.get('X-Frame-Options')),
		judgeSharing(headers.get('Cross-Origin-Resource-Policy'))
	];
	const values = results.map((result) => modifiers[result]);
	const sum = (chosen: readonly number[]) => chosen.reduce((total, value) => total + value, 0);
	const score = 100 + sum(values.filter((value) => value < 0));
	return {
		score: score >= minScoreForBonus ? score + sum(values.filter((value) => value > 0)) : score,
		results
	};
}
