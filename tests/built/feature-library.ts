import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAllMarkdown } from './all-markdown.ts';
import { prose, site } from './fixture-library.ts';
import { largePicture } from './large-picture.ts';
import { front, readingArticles } from './reading-articles.ts';

/** An image of 3 × 2 pixels. */
const picture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAFElEQVR42mM4YcPAUHECREKpihMAQuAGzeRJ79AAAAAASUVORK5CYII=',
	'base64'
);

const longLine =
	'SELECT id FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED; ';

/** Where the content of the `features` site is kept, for the test that makes its pages again. */
export const featureContent = 'node_modules/.cache/offprint-sites/content-of-features';

/** Writes a library with everything that an article can contain. */
export function writeFeatureLibrary(folder: string) {
	const files: Record<string, string | Buffer> = {
		...readingArticles,
		'site.yaml': `${site}edit: https://git.example/content\n`,
		'web/category.yaml': 'title: Web\ntagline: Everything once\norder: 1\n',
		'web/features/index.md': `${front('Everything Markdown can do', 'Every kind of block once, to look at in both themes.')}Opening with \`code\`, a [link](https://example.org), an [island](../islands/index.svx#alive) and a note.[^one]

## Code

\`\`\`csharp {2} caption="What the endpoint does, and nothing else"
// Copies nothing: the span points at the buffer.
public Task<List<Order>> HandleAsync(HttpClientFactory factory) => factory.GetAsync<List<Order>>("/orders");
\`\`\`

\`\`\`sql
${longLine.repeat(3)}
\`\`\`

### Callouts and tables

> [!WARNING]
> Mind \`this\`.

| key | size | ${'a wide column '.repeat(8)}|
|:--|--:|:-:|
| UUID v4 | 43 MB | random |

## Figures

![A picture of six dots](picture.png "Six dots")

\`\`\`mermaid alt="An order is committed with its event; a relay publishes it." caption="One transaction, then the relay"
flowchart TB
  A[Order API] -->|one transaction| B[(PostgreSQL)]
  B --> C[Relay]
\`\`\`

[The sample](sample/setup.txt)

## Names of files

![A space](dots%201.png) ![A query](dots%201.png?raw=true) ![A percent sign](50%25.png)
![Letters of elsewhere](größe-図.png)

![A slope of colors](slope.png "A slope")

A [file with a query](größe-図.png?download=1#top), [another article](../long.md?from=features#section-two).

[^one]: A footnote of its own.
`,
		'web/long.md': `${front('Long enough to scroll', 'Sections, notes and code for what follows the reading.', 'aliases: [/web/old-name/, /2019/long.html]\n')}Opening words with a note.[^first]

${['One', 'Two', 'Three', 'Four'].map((name) => `## Section ${name}\n\n${prose(1, name)}`).join('\n\n')}

\`\`\`ts
const answer = 42;
\`\`\`

The [same](https://example.org/a) and [same again](https://example.org/a), and https://example.org/b too.[^second]

[^first]: The first note, with \`code\`.
[^second]: The second.
`,
		'web/features/picture.png': picture,
		'web/features/slope.png': largePicture,
		'web/features/dots 1.png': picture,
		'web/features/50%.png': picture,
		'web/features/größe-図.png': picture,
		'web/features/sample/setup.txt': 'nats-server',
		'web/islands/index.svx': `${front('Islands in the text', 'Svelte components that come alive in the browser.')}<script>
	import Counter from './Counter.svelte';
	import Box from './Box.svelte';
	const sum = 40 + 2;
</script>

## Alive

The build says {sum}.

<Counter start={5} />

<Box>

Text **inside**.

</Box>
`,
		'web/islands/Counter.svelte': `<script lang="ts">
	let { start = 0 }: { start?: number } = $props();
	let clicks = $state(0);
</script>

<button onclick={() => clicks++}>Count {start + clicks}</button>
`,
		'web/islands/Box.svelte': `<script lang="ts">
	import type { Snippet } from 'svelte';
	let { children }: { children: Snippet } = $props();
</script>

<section>{@render children()}</section>
`
	};
	writeAllMarkdown(folder);
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
}
