export interface Place {
	id: string;
	/** Its upper edge in the window, in pixels. */
	top: number;
}

/**
 * The heading that the reader is under.
 * @param places in the order of the page
 * @param line where headings count as passed, in pixels from the window's upper edge
 * @param end the article's end is in sight: what follows can no longer rise to the line, so the
 * heading that was asked for holds, else the last
 */
export function currentHeading(
	places: readonly Place[],
	line: number,
	end?: { asked: string; height: number }
): string | undefined {
	if (!end) return places.findLast(({ top }) => top <= line)?.id;
	const asked = places.find(({ id }) => id === end.asked);
	return asked && asked.top >= 0 && asked.top < end.height ? asked.id : places.at(-1)?.id;
}

/** The upper part of the window, in which a heading that was jumped to stands. */
const shareAbove = 0.3;

/** Marks the link to the heading that is being read, and keeps it in sight. */
export function followContents(contents: HTMLElement, body: HTMLElement, signal: AbortSignal) {
	const links = new Map<string, HTMLAnchorElement>();
	for (const link of contents.querySelectorAll<HTMLAnchorElement>('a[href^="#"]'))
		links.set(decodeURIComponent(link.hash.slice(1)), link);
	const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
	let current: HTMLAnchorElement | undefined;

	function update() {
		const height = document.documentElement.clientHeight;
		const id = currentHeading(
			headings.map((heading) => ({ id: heading.id, top: heading.getBoundingClientRect().top })),
			height * shareAbove,
			body.getBoundingClientRect().bottom <= height
				? { asked: decodeURIComponent(location.hash.slice(1)), height }
				: undefined
		);
		const link = id === undefined ? undefined : links.get(id);
		if (link === current) return;
		current?.removeAttribute('aria-current');
		current = link;
		if (!link) return;
		link.setAttribute('aria-current', 'location');
		const list = link.closest('ol')!;
		if (list.scrollHeight > list.clientHeight)
			list.scrollTop = link.offsetTop - list.offsetTop - list.clientHeight / 2;
	}

	// Each time a heading comes to the line, and the article's end into sight.
	const margin = `0px 0px -${100 * (1 - shareAbove)}% 0px`;
	const passing = new IntersectionObserver(update, { rootMargin: margin });
	for (const heading of headings) passing.observe(heading);
	const ending = new IntersectionObserver(update);
	ending.observe(body.closest('article')!.nextElementSibling!);
	window.addEventListener('hashchange', update, { signal });
	signal.addEventListener('abort', () => {
		passing.disconnect();
		ending.disconnect();
	});
}
