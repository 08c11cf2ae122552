declare global {
	namespace App {}
	/** `false` in a build with OFFPRINT_OFFLINE=off: no service worker, nothing is saved. */
	const __OFFLINE__: boolean;
	/** Of the inline script in `app.html`: resolves once somebody is there who reads. */
	const attended: Promise<unknown>;
	/** Of the inline script in `app.html`: focuses the page's search box, or opens a dialog with one. */
	function openSearch(): void;
}

export {};
