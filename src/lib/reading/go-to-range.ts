/** Where words stand in the window. */
export function placeOf(words: StaticRange): DOMRect {
	// A static range cannot be asked.
	const range = new Range();
	range.setStart(words.startContainer, words.startOffset);
	range.setEnd(words.endContainer, words.endOffset);
	return range.getBoundingClientRect();
}

/** Scrolls words to the middle of the window and, in a box that scrolls sideways, into its sight. */
export function goToRange(words: StaticRange) {
	const parent = words.startContainer.parentElement!;
	for (
		let around = parent.closest('details');
		around;
		around = around.parentElement!.closest('details')
	)
		around.open = true;
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
