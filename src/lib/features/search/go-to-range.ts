/** Where words stand in the window, or what they are folded away in. */
export function placeOf(words: StaticRange): DOMRect {
	const closed = closedAround(words.startContainer.parentElement!).at(-1);
	if (closed) return closed.getBoundingClientRect();
	// A static range cannot be asked.
	const range = new Range();
	range.setStart(words.startContainer, words.startOffset);
	range.setEnd(words.endContainer, words.endOffset);
	return range.getBoundingClientRect();
}

function closedAround(element: Element): HTMLDetailsElement[] {
	const around: HTMLDetailsElement[] = [];
	for (let next = element.closest('details'); next; next = next.parentElement!.closest('details'))
		if (!next.open) around.push(next);
	return around;
}

/** Scrolls words to the middle of the window and, in a box that scrolls sideways, into its sight. */
export function goToRange(words: StaticRange) {
	const parent = words.startContainer.parentElement!;
	for (const details of closedAround(parent)) details.open = true;
	const box = parent.closest('pre, .table');
	if (box) {
		const { left, right } = placeOf(words);
		const edges = box.getBoundingClientRect();
		if (left < edges.left || right > edges.right)
			box.scrollLeft += left - edges.left - box.clientWidth / 3;
	}
	const { top, height } = placeOf(words);
	scrollBy({ top: top + height / 2 - innerHeight / 2, behavior: 'instant' });
}
