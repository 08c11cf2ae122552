/** Search inputs drop pasted line breaks, which joins the words around them; inserts spaces instead. */
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
