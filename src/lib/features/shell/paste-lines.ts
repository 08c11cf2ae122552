/** A search box drops line breaks and glues the words around them; they are spaces here. */
export function pasteLines(event: ClipboardEvent) {
	const box = event.target;
	const pasted = event.clipboardData?.getData('text/plain') ?? '';
	if (!(box instanceof HTMLInputElement) || box.type !== 'search' || !/[\r\n]/.test(pasted)) return;
	event.preventDefault();
	const { selectionStart, selectionEnd, value } = box;
	box.setRangeText(
		pasted.replace(/\s+/g, ' '),
		selectionStart ?? value.length,
		selectionEnd ?? value.length,
		'end'
	);
	box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
