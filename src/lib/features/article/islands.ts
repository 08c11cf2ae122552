import { mount, unmount, type Component } from 'svelte';
import type { Attachment } from 'svelte/attachments';

const components = import.meta.glob<{ default: Component }>('$content/*/*/**/*.svelte');

/** Brings the components of an `.svx` article to life, each when its code is there. */
export const islands: Attachment<HTMLElement> = (body) => {
	const alive: Record<string, unknown>[] = [];
	let gone = false;
	for (const target of body.querySelectorAll<HTMLElement>('[data-island]')) {
		const load = Object.entries(components).find(([path]) =>
			path.endsWith(`/${target.dataset.island}`)
		)?.[1];
		void load?.().then(({ default: component }) => {
			if (gone) return;
			const props = JSON.parse(target.dataset.props ?? '{}') as Record<string, unknown>;
			target.replaceChildren();
			alive.push(mount(component, { target, props }));
		});
	}
	return () => {
		gone = true;
		for (const component of alive) void unmount(component);
	};
};
