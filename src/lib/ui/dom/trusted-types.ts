interface Rules {
	createHTML(html: string): string;
	createScriptURL(url: string): string;
}

/** Not in the platform's types, and not in every browser. */
const { trustedTypes } = globalThis as {
	trustedTypes?: { createPolicy(name: string, rules: Rules): Rules };
};

/** Of the two policies that a page may have; the other is Svelte's, for the HTML of components. */
const policy = trustedTypes?.createPolicy('offprint', {
	createHTML: (html) => html,
	createScriptURL: (url) => url
});

/** Marks HTML of this site's own pages as such; the content security policy asks for that. */
export const trustedHtml = (html: string): string => policy?.createHTML(html) ?? html;

/** Marks the URL of a script of this site. */
export const trustedScript = (url: string): string => policy?.createScriptURL(url) ?? url;
