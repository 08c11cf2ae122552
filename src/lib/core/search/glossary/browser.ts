import { equal, finds, type GlossaryRow } from './row.ts';

/** Browsers, accessibility and translation. */
export const browser: readonly GlossaryRow[] = [
	// Browser
	equal('page that does not reload', 'SPA, single-page application, single-page app'),
	equal('site that installs', 'PWA, progressive web app'),
	equal('HTML made on the server', 'SSR, server-side rendering'),
	equal('HTML made at build', 'SSG, static site generation, prerendering'),
	equal('HTML made in the browser', 'client-side rendering, client rendering'),
	equal('tree of a page', 'DOM, document object model'),
	equal('largest paint', 'LCP, largest contentful paint'),
	equal('jumps of a page', 'CLS, cumulative layout shift'),
	equal('answer to a click', 'INP, interaction to next paint'),
	equal('first paint', 'FCP, first contentful paint'),
	equal('first byte', 'TTFB, time to first byte'),
	equal('found by search engines', 'SEO, search engine optimization'),
	equal('calls from a page', 'AJAX, XMLHttpRequest, XHR'),
	equal('modules of JavaScript', 'ESM, ES modules, ECMAScript modules'),
	equal('modules of old Node', 'CJS, CommonJS'),
	equal('code for browsers', 'frontend, front end'),
	equal('code for servers', 'backend, back end'),
	equal('binary code in browsers', 'WASM, WebAssembly'),
	equal('dark colors', 'dark mode, dark theme, night mode'),
	equal('left out if unused', 'tree shaking, dead code elimination'),
	equal('box of choices', 'dropdown, drop-down, combo box, combobox'),
	equal('window over a page', 'modal, modal dialog, dialog box'),
	equal('box to tick', 'checkbox, check box'),
	finds(
		'page jumps',
		'page jumps, content jumps, layout jumps, things move while loading',
		'layout shift, CLS'
	),
	finds(
		'page is slow at first',
		'page loads slowly, slow page, first load slow, site slow, website slow',
		'page speed, Core Web Vitals, LCP, code splitting'
	),
	finds(
		'code loaded later',
		'load code later, load script later, smaller bundle, big bundle, bundle too big, reduce bundle size',
		'code splitting, lazy loading, tree shaking'
	),
	finds(
		'works without a network',
		'works offline, work without internet, without network',
		'offline, service worker, PWA'
	),
	finds(
		'kept in the browser',
		'save in browser, store in browser, remember in browser, keep after reload',
		'localStorage, IndexedDB, cookie'
	),
	finds(
		'fits small screens',
		'small screens, phone layout, mobile layout, fit screen, different screen sizes',
		'responsive design, media query'
	),
	finds(
		'boxes side by side',
		'side by side, center div, center vertically, align boxes',
		'flexbox, CSS grid'
	),
	finds(
		'server HTML and browser do not agree',
		'text does not match server, server and client differ, html mismatch',
		'hydration mismatch, hydration'
	),
	finds(
		'pages know what changed',
		'update view when data changes, ui updates automatically, ui not updating, view not updating',
		'reactivity, data binding, state management'
	),
	finds(
		'not on every key',
		'wait until typing stops, on every keystroke, after user stops typing',
		'debounce, throttle'
	),
	finds(
		'long lists',
		'thousands of rows in list, long list slow, render long list, endless list',
		'virtualization, virtual scrolling'
	),
	finds(
		'more at the end of the page',
		'load on scroll, endless scrolling',
		'infinite scroll, IntersectionObserver'
	),
	finds(
		'address and state',
		'back button, share link with filters, state in address',
		'History API, URL state, query string'
	),
	// Accessibility, languages
	equal('usable by everyone', 'a11y, accessibility'),
	equal('ready for languages', 'i18n, internationalization, internationalisation'),
	equal('translated for a region', 'l10n, localization, localisation'),
	equal('guidelines of accessibility', 'WCAG, web content accessibility guidelines'),
	equal('roles for assistive technology', 'ARIA, WAI-ARIA, accessible rich internet applications'),
	equal('right to left', 'RTL, right-to-left'),
	finds(
		'read aloud',
		'blind users, read aloud, visually impaired, voice over',
		'screen reader, accessibility'
	),
	finds(
		'without a mouse',
		'without mouse, keyboard only, tab key, tab order',
		'keyboard navigation, focus'
	),
	finds(
		'text to be seen',
		'color blind, text hard to read, readable colors',
		'contrast, color contrast'
	),
	finds(
		'a text for a picture',
		'describe image, image description, text for images',
		'alt text, alternative text'
	),
	finds(
		'several languages',
		'translate app, translate site, several languages, different languages, multilingual, multi-language',
		'localization, internationalization'
	)
];
