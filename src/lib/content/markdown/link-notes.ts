/**
 * Gives each link to another site the number of a note that names its address, for paper, where
 * nothing can be followed; the notes follow the article. A link that shows its address needs none.
 * @param html of an article as it was rendered
 */
export function noteLinks(html: string): string {
	const numbers = new Map<string, number>();
	const noted = html.replace(
		/<a\b([^>]*?\shref="(https?:\/\/[^"]*)"[^>]*)>([\s\S]*?)<\/a>/g,
		(whole, attributes: string, address: string, words: string) => {
			if (words.trim() === address) return whole;
			if (!numbers.has(address)) numbers.set(address, numbers.size + 1);
			return `<a${attributes} data-note="${numbers.get(address)}">${words}</a>`;
		}
	);
	if (!numbers.size) return html;
	const notes = [...numbers.keys()].map((address) => `<li>${address}</li>`).join('');
	return `${noted}<ol class="link-notes">${notes}</ol>`;
}
