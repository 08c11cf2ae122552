import type { BookImage } from '$lib/core/book/book.ts';
import { imageType } from '$lib/core/book/image-type.ts';

/** An image as books have it; other types than theirs become PNG. `null` if it cannot be read. */
export async function toBookImage(bytes: Uint8Array<ArrayBuffer>): Promise<BookImage | null> {
	const type = imageType(bytes);
	if (type) return { bytes, type };
	try {
		const bitmap = await createImageBitmap(new Blob([bytes]));
		const canvas = document.createElement('canvas');
		[canvas.width, canvas.height] = [bitmap.width, bitmap.height];
		canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
		const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
		return png && { bytes: new Uint8Array(await png.arrayBuffer()), type: 'image/png' };
	} catch {
		return null;
	}
}
