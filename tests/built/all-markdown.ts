import { front } from './reading-articles.ts';

/** Every construct of CommonMark, GFM and Offprint once, without front matter. */
export const allMarkdown = `Opening with *emphasis*, **strong**, ***both***, ~~struck~~, \`code\`, a [link](https://example.org "Its title"), a
[reference][ref], <https://example.org/auto>, www.example.org, an entity &copy;, an escape \\*, a hard\\
break, another  
break, a note[^one] and another[^two], and the first[^one] again.

[ref]: https://example.org/reference

## A heading with \`code\`

### A heading of *words*

#### A fourth

##### A fifth

###### A sixth

Underlined with equals
===

Underlined with hyphens
---

## \`OnlyCode\`

## ![A heading that is a picture](picture.png)

## Related

## Footnote label

## A [link](https://example.org/heading) in a heading

## Twice

## Twice

## Lists

- a bullet
- another
  - nested
    1. and numbered
    2. twice

* loose

* items

3. starts at three
4. goes on

- [ ] a task that is open
- [x] a task that is done

1. [ ] a numbered task

## Quotations and callouts

> A quotation
>
> > within a quotation
>
> - with a list

> [!NOTE]
> A note.

> [!TIP] With \`a title\`
> A tip.

> [!IMPORTANT]
> Important.

> [!WARNING]
> A warning.

> [!CAUTION]
> A caution.

## Code

    indented code

\`\`\`csharp {2} caption="With a caption"
public int A;
public int B;
\`\`\`

~~~
without a language
~~~

\`\`\`sql
${'SELECT id, name FROM a_table_with_a_long_name WHERE column = 1 ORDER BY name; '.repeat(3)}
\`\`\`

## Tables

| left | centre | right | ${'wide '.repeat(30)}|
|:--|:-:|--:|---|
| \`a \\| b\` | *x* | 1,000 | ${'cell '.repeat(40)}|

| | without a head |
|--|--|
| a | b |

<table><caption>Written as HTML</caption><tr><th scope="row">a</th><td>1</td></tr></table>

## Figures

![A picture](picture.png "Its caption")

A ![small picture](picture.png) in a line.

<p align="center"><img src="picture.png" width="30" alt="A centred picture"></p>

![By day](picture.png#only-light)
![By night](picture.png#only-dark)

\`\`\`mermaid alt="A leads to B and C" caption="A flow"
flowchart LR
  A-->|words| B[(Table)]
  A --o C{Choice}
  subgraph Inner
  B --x D
  end
\`\`\`

\`\`\`mermaid alt="The client asks the server"
sequenceDiagram
  Note over Client: first
  Client->>Order Server: ask
  Order Server--xClient: no
\`\`\`

\`\`\`mermaid alt="A machine"
stateDiagram-v2
  [*] --> Idle
  note right of Idle : mind this
  Idle --> [*]
\`\`\`

## HTML

H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd>, <mark>marked</mark>, <abbr title="Application">app</abbr>, <ins>in</ins>, <del>out</del>, <q>said</q>,
<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>, <code>a &#124; b</code>, <a href="https://example.org/html">a link</a>, <bdo dir="rtl">abc</bdo>, a<br>break.

<details>
<summary>More</summary>

Hidden **words**.

</details>

<dl><dt>Term</dt><dd>What it means</dd></dl>

<pre>
kept   as   written
</pre>

<div dir="rtl">

فقرة بالعربية \`code\`.

</div>

<!-- a comment -->

***

Text with 日本語, 👩‍💻 and a ${'word'.repeat(40)}.

[^one]: A note.
[^two]: A note of two paragraphs.

    The second, with \`code\`.
`;

const description = 'Every kind of block and mark that an article can hold, once.';

/** The same text as .md and .svx. */
export const allMarkdownArticles = (picture: Buffer): Record<string, string | Buffer> => ({
	'reference/category.yaml': 'title: Reference\ntagline: All of Markdown\norder: 2\n',
	'reference/all-md/index.md': front('All of Markdown in plain text', description) + allMarkdown,
	'reference/all-md/picture.png': picture,
	'reference/all-svx/index.svx': front('All of Markdown with Svelte', description) + allMarkdown,
	'reference/all-svx/picture.png': picture
});
