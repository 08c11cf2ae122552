const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Numbers from 0 to 63 as one ASCII character each, those of base64url (RFC 4648). */
export const encodeSixBits = (number: number) => characters[number]!;

const numbers = new Uint8Array(128);
for (let n = 0; n < characters.length; n++) numbers[characters.charCodeAt(n)] = n;

/** The inverse of `encodeSixBits`, for the character at an index of a text. */
export const sixBitsAt = (text: string, at: number) => numbers[text.charCodeAt(at)]!;
