import { visit, type Document, type ErrorCode } from 'yaml';

/** Cures of what is most often got wrong, by the parser's own name for it. */
const cures: Partial<Record<ErrorCode, string>> = {
	BAD_DQ_ESCAPE: 'put the text in single quotes',
	BAD_SCALAR_START: 'put the text in quotes',
	BLOCK_AS_IMPLICIT_KEY: 'put a text with a colon in quotes',
	DUPLICATE_KEY: 'take one of the two out',
	TAB_AS_INDENT: 'indent with spaces'
};

/**
 * Why a document of YAML cannot be taken as it stands, by offset in its text.
 * @param subject what is no YAML, where that is not the whole file
 */
export function yamlFaults(
	document: Document.Parsed,
	subject = ''
): { offset: number; problem: string }[] {
	const faults = document.errors.map(({ pos, code, message }) => ({
		offset: pos[0],
		problem: `${subject}is not YAML: ${message.split('\n')[0]}${cures[code] ? `; ${cures[code]}` : ''}`
	}));
	// `title: *bold*` is one to YAML, and nothing here needs another's value.
	visit(document, {
		Alias: (_key, { source, range }) =>
			void faults.push({
				offset: range![0],
				problem: `"*${source}" refers to another value; put the text in quotes`
			})
	});
	return faults;
}
