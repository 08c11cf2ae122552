/** The headers of every file, for whatever serves them: `npm start` and the files for hosts. */

export type Headers = Readonly<Record<string, string>>;

/** What decides which headers a file has. */
export type FileKind = 'hashed' | 'image' | 'other';

/** File extensions of images, which feed readers and other sites show too. */
export const imageExtensions = ['avif', 'gif', 'ico', 'jpg', 'jpeg', 'png', 'svg', 'webp'];

/** Folder of files whose names change with their content. */
export const hashedFolder = '/_app/immutable/';

/** @param path below the base path, with its slash */
export function kindOf(path: string): FileKind {
	if (path.startsWith(hashedFolder)) return 'hashed';
	const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
	return imageExtensions.includes(extension) ? 'image' : 'other';
}

/** Features of devices that no page uses. Clipboard, sharing and full screen are not among them. */
const unused = [
	...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid'],
	...['magnetometer', 'microphone', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking']
];

const everyFile: Headers = {
	// Without `includeSubDomains`: the neighbors of a library may not have HTTPS.
	'Strict-Transport-Security': 'max-age=63072000',
	'X-Content-Type-Options': 'nosniff'
};

/** What can be opened as a page; scripts and styles would only get longer by these. */
const documents = (policy: string): Headers => ({
	'Content-Security-Policy': policy,
	// An article needs the query of the list that it was opened from.
	'Referrer-Policy': 'strict-origin-when-cross-origin',
	'Permissions-Policy': unused.map((feature) => `${feature}=()`).join(', '),
	'Cross-Origin-Opener-Policy': 'same-origin'
});

const revalidated = { 'Cache-Control': 'no-cache' };
const sameOrigin = { 'Cross-Origin-Resource-Policy': 'same-origin' };

/** An SVG file may have style attributes; opened by itself, it runs nothing. */
const imagePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** @param policy the content security policy of the pages */
export function headersOf(kind: FileKind, policy: string): Headers {
	switch (kind) {
		case 'hashed':
			return {
				...everyFile,
				...sameOrigin,
				'Cache-Control': 'public, max-age=31536000, immutable'
			};
		case 'image':
			return {
				...everyFile,
				...revalidated,
				'Cross-Origin-Resource-Policy': 'cross-origin',
				'Content-Security-Policy': imagePolicy
			};
		case 'other':
			return { ...everyFile, ...sameOrigin, ...documents(policy), ...revalidated };
	}
}
