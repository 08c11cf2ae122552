/**
 * The text of a search box, which keeps no more of it than is looked for: it takes long to lay out a
 * megabyte.
 * @param longest in UTF-16 units
 */
export function cutText(box: HTMLInputElement, longest: number): string {
	if (box.value.length > longest) box.value = box.value.slice(0, longest);
	return box.value;
}
