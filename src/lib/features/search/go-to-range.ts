/** The position of a range in the window or, if it is folded away, of the closed element around it. */
export function rectOf(target: StaticRange): DOMRect {
	const closed = closedAround(target.startContainer.parentElement!).at(-1);
	if (closed) return closed.getBoundingClientRect();
	// A `StaticRange` has no `getBoundingClientRect`.
	const range = new Range();
	range.setStart(target.startContainer, target.startOffset);
	range.setEnd(target.endContainer, target.endOffset);
	return range.getBoundingClientRect();
}

/** The closed `<details>` around an element, innermost first. */
function closedAround(element: Element): HTMLDetailsElement[] {
	const around: HTMLDetailsElement[] = [];
	for (let next = element.closest('details'); next; next = next.parentElement!.closest('details'))
		if (!next.open) around.push(next);
	return around;
}

/** Scrolls a range to the middle of the window, and into view in a box that scrolls sideways. */
export function goToRange(target: StaticRange) {
	const parent = target.startContainer.parentElement!;
	for (const details of closedAround(parent)) details.open = true;
	const box = parent.closest('pre, .table');
	if (box) {
		const { left, right } = rectOf(target);
		const edges = box.getBoundingClientRect();
		if (left < edges.left || right > edges.right)
			box.scrollLeft += left - edges.left - box.clientWidth / 3;
	}
	const { top, height } = rectOf(target);
	scrollBy({ top: top + height / 2 - innerHeight / 2, behavior: 'instant' });
}
