import type { MarkdownFile } from '../../../../../src/lib/content/markdown/rendering.ts';
import { recordOf, renderFile } from '../render-file.ts';

export const files: Record<string, string | Buffer> = {
	'sample/src/Relay.cs': `class Relay
{
    #region publish
    public void Publish()
    {
        #region inner
        Send();
        #endregion
    }
    #endregion
}
`,
	'sample/setup.sh': '# region start\nnats-server &\n# endregion start\nrest\n',
	'sample/results/ids.json': JSON.stringify({
		uuid4: { 'index/Mb': 43.5 },
		rows: 1234567,
		list: []
	}),
	'sample/verified.json': recordOf({
		'RelayTests.An_event_is_sent_once': 'passed',
		'RelayTests.A_slow_broker_is_waited_for': 'skipped',
		'RelayTests.Twice': 'passed',
		'StoreTests.Twice': 'passed'
	}),
	'dot.png': Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAFElEQVR42mM4YcPAUHECREKpihMAQuAGzeRJ79AAAAAASUVORK5CYII=',
		'base64'
	),
	'notes.txt': 'x'
};

export const render = (source: string, more: Partial<MarkdownFile> = {}) =>
	renderFile(source, files, more);

export const html = async (source: string) => (await render(source)).html.trim();
export const faults = async (source: string) =>
	(await render(source)).faults.map(({ line, column, problem }) => `${line}:${column} ${problem}`);

/** The visible text of HTML. */
export const textOf = (markup: string) =>
	markup
		.replace(/<[^>]*>/g, '')
		.replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (_, code: string | undefined, name: string) =>
			code
				? String.fromCodePoint(parseInt(code, 16))
				: { lt: '<', gt: '>', quot: '"', amp: '&' }[name]!
		);
