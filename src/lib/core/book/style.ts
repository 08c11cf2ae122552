/**
 * The style sheet of books. Readers choose fonts, sizes and margins themselves; gray and black are
 * legible on e-ink, and code wraps because no reader scrolls sideways.
 */
export const bookStyle = `body { line-height: 1.5; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-align: start; hyphens: none; break-after: avoid; page-break-after: avoid; }
h1 { font-size: 1.6em; margin: 0.25em 0 0.5em; }
h2 { font-size: 1.3em; margin: 1.6em 0 0.5em; }
h3 { font-size: 1.1em; margin: 1.4em 0 0.4em; }
h4, h5, h6 { font-size: 1em; margin: 1.2em 0 0.4em; }
a { color: inherit; }
img { max-width: 100%; height: auto; }
pre, code, kbd, samp { font-family: monospace; }
code, kbd, samp { font-size: 0.9em; overflow-wrap: anywhere; hyphens: none; }
pre { margin: 0; padding: 0.5em 0.6em; border: 1px solid #999; white-space: pre-wrap; overflow-wrap: anywhere; word-wrap: break-word; text-align: start; hyphens: none; line-height: 1.35; font-size: 0.85em; }
pre code { font-size: 1em; }
pre .k, pre .t { font-weight: bold; }
pre .c { font-style: italic; color: #444; }
mark.line { display: block; border-inline-start: 0.25em solid #000; padding-inline-start: 0.4em; background: none; color: inherit; font-weight: bold; }
figure { margin: 1.2em 0; }
figure.image, figure.diagram { text-align: center; break-inside: avoid; page-break-inside: avoid; }
figcaption, .caption, .on-the-web, .facts, .level { font-size: 0.85em; color: #333; }
span.caption { display: block; }
table { border-collapse: collapse; margin: 1em 0; font-size: 0.9em; }
caption { text-align: start; font-size: 0.9em; padding-bottom: 0.3em; }
th, td { border-top: 1px solid #999; padding: 0.25em 0.5em; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
figure.chart table { width: 100%; }
td.bar { width: 40%; }
.bar .bar { display: block; height: 0.8em; background: #555; }
.align-left { text-align: left; }
.align-center { text-align: center; }
.align-right { text-align: right; }
blockquote { margin: 1em 0; padding-inline-start: 1em; border-inline-start: 2px solid #999; }
aside.callout, .details, .island { margin: 1.2em 0; padding: 0.1em 0.8em; border: 1px solid #666; }
aside.callout { border-inline-start-width: 0.3em; }
.summary { font-weight: bold; margin: 0.5em 0; }
sup { line-height: 0; }
.proof a { font-size: 0.9em; text-decoration: none; border-bottom: 1px dotted #666; }
.lead { font-size: 1.1em; }
nav ol { list-style: none; padding-inline-start: 0; }
nav ol ol { padding-inline-start: 1.2em; font-size: 0.95em; }
nav li { margin: 0.4em 0; }
.cover { margin: 0; padding: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 100%; height: 98vh; }
`;
