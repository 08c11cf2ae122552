/** Where a text that is composed (NFC) has what is looked for, in order, in UTF-16 units. */
export type FindInText = (text: string) => readonly { start: number; end: number }[];

/** A stretch of a text node that is short enough to be searched in one go. */
interface Piece {
	node: Text;
	/** Where in the node it begins. */
	start: number;
	text: string;
}

/** Not read as text: drawings, buttons, code that runs. */
const passedOver = 'svg, button, script, style, template';
const maxPiece = 1000;
const sliceMilliseconds = 8;

function* piecesOf(body: HTMLElement): Generator<Piece> {
	const walker = document.createTreeWalker(
		body,
		NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
		(node) =>
			node instanceof Text
				? NodeFilter.FILTER_ACCEPT
				: (node as Element).matches(passedOver)
					? NodeFilter.FILTER_REJECT
					: NodeFilter.FILTER_SKIP
	);
	for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null)
		for (const [start, text] of cut(node.data)) yield { node, start, text };
}

/** Short pieces of a text and where they begin; no word is in two of them. */
export function* cut(text: string, longest = maxPiece): Generator<[number, string]> {
	for (let start = 0; start < text.length;) {
		let end = text.length;
		if (end - start > longest) {
			const space = /\s(?=\S*$)/.exec(text.slice(start, start + longest));
			end = start + (space ? space.index + 1 : longest);
		}
		yield [start, text.slice(start, end)];
		start = end;
	}
}

/** As `find`, for a text that may hold letters and their accents apart. */
export function findComposed(text: string, find: FindInText): ReturnType<FindInText> {
	const composed = text.normalize('NFC');
	const found = find(composed);
	if (composed === text || !found.length) return found;
	const origins: number[] = [];
	for (const { segment, index } of new Intl.Segmenter().segment(text))
		origins.push(...Array<number>(segment.normalize('NFC').length).fill(index));
	origins.push(text.length);
	return found.map(({ start, end }) => ({ start: origins[start]!, end: origins[end]! }));
}

/** Ends the task that is running, so that what waits gets its turn. */
const yieldToMain = () => new Promise<void>((next) => setTimeout(next));

/** Every place in the text of a page's body, in order, found in slices of a few milliseconds. */
export async function* findInPage(
	body: HTMLElement,
	find: FindInText,
	signal: AbortSignal
): AsyncGenerator<StaticRange> {
	let began = performance.now();
	for (const { node, start, text } of piecesOf(body)) {
		if (performance.now() - began > sliceMilliseconds) {
			await yieldToMain();
			began = performance.now();
		}
		if (signal.aborted) return;
		for (const place of findComposed(text, find))
			yield new StaticRange({
				startContainer: node,
				startOffset: start + place.start,
				endContainer: node,
				endOffset: start + place.end
			});
	}
}
