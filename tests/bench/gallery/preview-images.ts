import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardFor } from '../../../src/lib/content/preview/cards.ts';
import { previewSize, type PreviewCard } from '../../../src/lib/content/preview/draw-card.ts';
import { previewImage } from '../../../src/lib/content/preview/preview-image.ts';
import { currentLibrary } from '../../../src/lib/content/library/current.ts';
import type { Shown } from './gallery-page.ts';

const article: PreviewCard = {
	site: 'Offprint',
	kicker: 'Backend',
	title: '',
	level: 'Advanced',
	fact: '15 min',
	language: 'en'
};

/** Titles that are hard to fit or to shape. */
const hard: Record<string, string> = {
	'with 120 characters':
		'The outbox pattern with PostgreSQL and NATS, and why a message is published exactly as often as its order is committed.',
	'with code': 'Why `List<T>` & "spans" beat `IEnumerable<T>`: 10 → 2 µs',
	'with a long name':
		'HttpClientFactoryHttpMessageHandlerBuilderFilterCollectionExtensions in practice',
	'in Chinese': '使用 PostgreSQL 和 NATS 实现事务性发件箱：如何可靠地发布已提交的内容',
	'in Japanese': 'サーバーレスにおける「接続プール」を正しく設計するための実践ガイド（第２版）',
	'in Korean': '분산 시스템에서 메시지를 안전하게 발행하는 방법',
	'in Arabic': 'كيف تعمل قوائم الانتظار في PostgreSQL: دليل عملي للمهندسين (الجزء 2)'
};

/** Writes the preview images of our own library, and of hard titles, into a folder. */
export async function previewImages(folder: string): Promise<Shown[]> {
	const library = await currentLibrary();
	const subjects = [{}, ...library.categories.map(({ slug }) => ({ category: slug }))];
	const cards: [string, PreviewCard][] = [
		...[...subjects, ...library.cards].map((subject): [string, PreviewCard] => {
			const card = cardFor(library, subject)!;
			return [`of ${card.title}`, card];
		}),
		...Object.entries(hard).map(([what, title]): [string, PreviewCard] => [
			what,
			{ ...article, title }
		])
	];
	return Promise.all(
		cards.map(async ([what, card], index) => {
			const file = `preview-image-${index}.png`;
			writeFileSync(join(folder, file), await previewImage(card));
			const { width } = previewSize;
			return {
				name: `Preview image ${what}`,
				pictures: [{ file, width, color: 'light' }],
				missed: []
			};
		})
	);
}
