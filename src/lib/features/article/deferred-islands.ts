import { mount, unmount, type Component } from 'svelte';

const components = import.meta.glob<{ default: Component }>('$content/*/*/**/*.svelte');

/**
 * Mounts the components of an `.svx` article, each once its code has loaded.
 * @param leaving aborted when the article is left
 */
export function mountIslands(body: HTMLElement, leaving: AbortSignal) {
	for (const target of body.querySelectorAll<HTMLElement>('[data-island]')) {
		const load = Object.entries(components).find(([path]) =>
			path.endsWith(`/${target.dataset.island}`)
		)?.[1];
		void load?.().then(({ default: component }) => {
			if (leaving.aborted) return;
			const props = JSON.parse(target.dataset.props ?? '{}') as Record<string, unknown>;
			target.replaceChildren();
			const mounted = mount(component, { target, props });
			leaving.addEventListener('abort', () => void unmount(mounted));
		});
	}
}
