import { mount, unmount, type Component } from 'svelte';

const components = import.meta.glob<{ default: Component }>([
	'$content/*/*/**/*.svelte',
	'!$content/*/*/sample/**'
]);

/** The code of a component loads when it is less than one window away. */
const nearWindow = { rootMargin: '100% 0px' };

/**
 * Mounts the components of an `.svx` article, each once it is near the window. What the build has
 * rendered is shown until then, and if a component cannot be loaded or mounted.
 * @param context of the page, such as its catalogue
 * @param leaving aborted when the article is left
 */
export function mountIslands(
	body: HTMLElement,
	context: Map<unknown, unknown>,
	leaving: AbortSignal
) {
	const observer = new IntersectionObserver((entries) => {
		for (const { isIntersecting, target } of entries) {
			if (!isIntersecting) continue;
			observer.unobserve(target);
			mountIsland(target as HTMLElement, context, leaving).catch(reportError);
		}
	}, nearWindow);
	for (const target of body.querySelectorAll('[data-island]')) observer.observe(target);
	leaving.addEventListener('abort', () => observer.disconnect());
}

// #region mount
async function mountIsland(
	target: HTMLElement,
	context: Map<unknown, unknown>,
	leaving: AbortSignal
) {
	const { island, props = '{}' } = target.dataset;
	const [, load] = Object.entries(components).find(([path]) => path.endsWith(`/${island}`)) ?? [];
	const loaded = await load?.().catch(() => null);
	if (!loaded || leaving.aborted) return;
	const prerendered = [...target.childNodes];
	target.replaceChildren();
	try {
		const options = { target, context, props: JSON.parse(props) as Record<string, unknown> };
		const mounted = mount(loaded.default, options);
		leaving.addEventListener('abort', () => void unmount(mounted));
	} catch (error) {
		target.replaceChildren(...prerendered);
		throw error;
	}
}
// #endregion
