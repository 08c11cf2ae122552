/** What is in the figure until a reader types: some of everything that is counted. */
export const firstText = `# Sending mail twice

A relay that crashes between sending a message and noting it sends that
message again. Give every message an id, and let the mailbox drop the
second one. The table below costs one index and one row a message.

\`\`\`sql
create table sent (
    id uuid primary key,
    at timestamptz not null default now()
);
\`\`\`

![The relay, its table and the mailbox](relay.png)

重复的消息会被丢弃。
`;
