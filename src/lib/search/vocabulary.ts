/** Names that punctuation would take apart, by what they become. */
export const aliases: Readonly<Record<string, readonly string[]>> = {
	'c#': ['csharp'],
	'f#': ['fsharp'],
	'c++': ['cplusplus'],
	'asp.net': ['aspnet', 'dotnet'],
	'node.js': ['nodejs', 'node'],
	'.net': ['dotnet']
};

/** The names among `aliases`, and data URIs, which hold no words. */
export const undivided =
	/data:[\w.+-]+\/[\w.+-]+;base64,[A-Za-z0-9+/=]*|(?<![\p{L}\p{N}])(?:c\+\+|(?:c#|f#|asp\.net|node\.js|(?<!\.)\.net)(?![\p{L}\p{N}]))/giu;

/** Function words and the scaffolding of questions; the same in build and query. */
export const stopWords: Readonly<Record<string, ReadonlySet<string>>> = {
	en: new Set(
		(
			'a an and any are as at be been being but by can could did do does doing for from had has ' +
			'have having how i if in into is it its me my no not of on or our should so some such than ' +
			'that the their them then there these they this those to too up us was we were what when ' +
			'where which while who whom why will with would you your'
		).split(' ')
	)
};
