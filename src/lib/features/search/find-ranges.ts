/** Finds matches in an NFC text, in order; positions in UTF-16 units. */
export type FindInText = (text: string) => readonly { start: number; end: number }[];

/** A part of a text node that is short enough to be searched in one task. */
interface Piece {
	node: Text;
	/** ReadingPosition in the node. */
	start: number;
	text: string;
}

/** Elements whose text is not part of the article. */
const skipped = 'svg, button, script, style, template';
const maxPieceLength = 1000;
const sliceMs = 8;

function* piecesOf(body: HTMLElement): Generator<Piece> {
	const walker = document.createTreeWalker(
		body,
		NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
		(node) =>
			node instanceof Text
				? NodeFilter.FILTER_ACCEPT
				: (node as Element).matches(skipped)
					? NodeFilter.FILTER_REJECT
					: NodeFilter.FILTER_SKIP
	);
	for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null)
		for (const [start, text] of cut(node.data)) yield { node, start, text };
}

/** Cuts a text into pieces with their positions, between words where possible. */
export function* cut(text: string, maxLength = maxPieceLength): Generator<[number, string]> {
	for (let start = 0; start < text.length;) {
		let end = text.length;
		if (end - start > maxLength) {
			const space = /\s(?=\S*$)/.exec(text.slice(start, start + maxLength));
			end = start + (space ? space.index + 1 : maxLength);
		}
		yield [start, text.slice(start, end)];
		start = end;
	}
}

/** Like `find`, for a text that may not be in NFC. */
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

/** Ends the running task, so that the browser can handle input and paint. */
const yieldToMain = () => new Promise<void>((next) => setTimeout(next));

/** Finds every match in the text of an element, in order, in tasks of a few milliseconds. */
export async function* findInPage(
	body: HTMLElement,
	find: FindInText,
	signal: AbortSignal
): AsyncGenerator<StaticRange> {
	let sliceStart = performance.now();
	for (const { node, start, text } of piecesOf(body)) {
		if (performance.now() - sliceStart > sliceMs) {
			await yieldToMain();
			sliceStart = performance.now();
		}
		if (signal.aborted) return;
		for (const match of findComposed(text, find))
			yield new StaticRange({
				startContainer: node,
				startOffset: start + match.start,
				endContainer: node,
				endOffset: start + match.end
			});
	}
}
