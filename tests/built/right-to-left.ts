import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const files: Record<string, string> = {
	'site.yaml': `title: مكتبة
tagline: مقالات هندسية
url: https://fixture.example
author: Offprint
language: ar
`,
	'backend/category.yaml': 'title: الخادم\ntagline: الواجهات وقواعد البيانات\norder: 1\n',
	'backend/queues.md': `---
title: الطوابير في الخادم
description: كيف تحفظ الطوابير الرسائل حتى تصل إلى من ينتظرها.
level: Beginner
published: 2026-01-01
tags: [queues]
---

## الرسائل

الرسالة التي لا تصل لا تنفع أحدا. تستخدم \`HttpClient.SendAsync()\` هنا، ثم يأتي الرد.

- أولا
- ثانيا

> [!NOTE]
> هذه ملاحظة.

\`\`\`csharp {2}
var client = new HttpClient();
await client.SendAsync(request);
\`\`\`

| الخطوة | الكلفة |
|---|---:|
| الأولى | 12 |

## الانتظار

${'من ينتظر طويلا يملك وقتا للقراءة. '.repeat(60)}

### وقت طويل

${'تصل الرسائل بترتيبها. '.repeat(60)}
`
};

/** Writes a library of one article in Arabic. */
export function writeRightToLeftLibrary(folder: string) {
	mkdirSync(join(folder, 'backend'), { recursive: true });
	for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
}
