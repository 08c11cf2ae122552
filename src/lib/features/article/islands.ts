import { mount, unmount, type Component } from 'svelte';
import type { Attachment } from 'svelte/attachments';

const components = import.meta.glob<{ default: Component }>('$content/*/*/**/*.svelte');

/** Mounts the components of an `.svx` article, each once its code has loaded. */
export const islands: Attachment<HTMLElement> = (body) => {
	const mounted: Record<string, unknown>[] = [];
	let isRemoved = false;
	for (const target of body.querySelectorAll<HTMLElement>('[data-island]')) {
		const load = Object.entries(components).find(([path]) =>
			path.endsWith(`/${target.dataset.island}`)
		)?.[1];
		void load?.().then(({ default: component }) => {
			if (isRemoved) return;
			const props = JSON.parse(target.dataset.props ?? '{}') as Record<string, unknown>;
			target.replaceChildren();
			mounted.push(mount(component, { target, props }));
		});
	}
	return () => {
		isRemoved = true;
		for (const component of mounted) void unmount(component);
	};
};
