/** Whether an image may be transparent, judging by its header. */
export function mayBeTransparent(bytes: Buffer, type: string): boolean {
	switch (type) {
		case 'png': {
			const colorType = bytes[25]!;
			return colorType === 4 || colorType === 6 || bytes.includes('tRNS', 0, 'latin1');
		}
		case 'gif':
			// A graphic control extension with its transparency flag.
			for (
				let at = bytes.indexOf('21f904', 0, 'hex');
				at >= 0;
				at = bytes.indexOf('21f904', at + 1, 'hex')
			)
				if (bytes[at + 3]! & 1) return true;
			return false;
		case 'webp':
			if (bytes.toString('latin1', 12, 16) === 'VP8X') return (bytes[20]! & 0x10) !== 0;
			return bytes.toString('latin1', 12, 16) === 'VP8L' && (bytes[24]! & 0x10) !== 0;
		case 'svg':
			// An image that adapts to the dark theme needs no background.
			return !bytes.includes('prefers-color-scheme');
		default:
			return false;
	}
}
