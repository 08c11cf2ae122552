/**
 * Numbers the links to other sites and lists their addresses after the article, for printing.
 * A link whose text is its address gets no number.
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
