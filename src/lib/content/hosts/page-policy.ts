const meta = /<meta http-equiv="content-security-policy" content="([^"]*)"/i;

/** The directives of a policy, in order. */
const parse = (policy: string) =>
	new Map(
		policy.split(';').map((directive): [string, string[]] => {
			const [name = '', ...sources] = directive.trim().split(/\s+/);
			return [name, sources];
		})
	);

/** The policy in a page's HTML. */
export const policyOfPage = (html: string): string | undefined => meta.exec(html)?.[1];

/**
 * The policy of all pages in one header: every page has the same, but for the hashes of its scripts.
 * A header can also forbid frames, which the element of a page cannot.
 * @param policies of pages, of which one at least connects to the site
 */
export function joinedPolicy(policies: Iterable<string>): string {
	let policy: Map<string, string[]> | undefined;
	const scripts = new Set<string>();
	for (const text of policies) {
		const directives = parse(text);
		for (const source of directives.get('script-src') ?? []) scripts.add(source);
		if (directives.has('connect-src')) policy ??= directives;
	}
	if (!policy) throw new Error('No page has a content security policy');
	// In an order that does not depend on which page comes first.
	policy.set('script-src', [...scripts].sort());
	policy.set('frame-ancestors', ["'none'"]);
	return [...policy].map((directive) => directive.flat().join(' ')).join('; ');
}
