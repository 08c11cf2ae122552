// #region names
/** The terms of names that would be lost if punctuation separated words. */
export const atomicNameTerms: Readonly<Record<string, readonly string[]>> = {
	'c#': ['csharp'],
	'f#': ['fsharp'],
	'c++': ['cplusplus'],
	'asp.net': ['aspnet', 'dotnet'],
	'node.js': ['nodejs', 'node'],
	'.net': ['dotnet']
};
// #endregion

// #region patterns
// A digit or a character of another script may be next to a name: `C#12`, `用C#写`.
const nameStart = String.raw`(?<![\p{Script=Latin}\p{N}_])`;
const nameEnd = String.raw`(?![\p{Script=Latin}_])`;
const namePatterns = [
	String.raw`${nameStart}[Cc]\+\+`,
	String.raw`${nameStart}[CcFf]#${nameEnd}`,
	String.raw`${nameStart}[Aa][Ss][Pp]\.[Nn][Ee][Tt](?:(?=[Cc][Oo][Rr][Ee])|${nameEnd})`,
	String.raw`${nameStart}[Nn][Oo][Dd][Ee]\.[Jj][Ss]${nameEnd}`,
	// In capitals it may follow another name, as in `VB.NET`; `example.net` is a domain.
	String.raw`(?<!\.)\.NET${nameEnd}`,
	String.raw`(?<![\p{L}\p{N}._])\.[Nn][Ee][Tt]${nameEnd}`
];
// #endregion

/** Base64 in a data URI with any parameters. */
const base64DataUri = String.raw`data:[^,\s]{0,100};base64,[A-Za-z0-9+/=%_-]*`;
/** May be encoded bytes; keys, hashes and paths look like this as well. */
const longRun = String.raw`[A-Za-z0-9+/%_-]{40,}={0,2}`;

/** Matches the names in `atomicNameTerms`, and runs that may hold no words. */
export const atomicNames = new RegExp([base64DataUri, longRun, ...namePatterns].join('|'), 'gu');

/** In English, what follows the apostrophe of a contraction or possessive: `doesn't`, `what's`. */
export const contractionSuffixes: ReadonlySet<string> = new Set([
	's',
	't',
	're',
	've',
	'll',
	'd',
	'm'
]);
