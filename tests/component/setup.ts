import '@testing-library/jest-dom/vitest';

// The test environment has no layout; media queries match as on a wide screen.
window.matchMedia ??= (media: string) =>
	({
		media,
		matches: false,
		addEventListener() {},
		removeEventListener() {}
	}) as unknown as MediaQueryList;

// The inline script of `app.html` defines it.
Object.assign(globalThis, { attended: Promise.resolve() });
