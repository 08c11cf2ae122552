/**
 * Cuts the text of a search box to the longest query and returns it: the browser takes seconds to
 * lay out a pasted megabyte.
 * @param maxLength in UTF-16 units
 */
export function cutText(box: HTMLInputElement, maxLength: number): string {
	if (box.value.length > maxLength) box.value = box.value.slice(0, maxLength);
	return box.value;
}
