/** `\n`, `\r`, tab and space as bytes. */
export const lineFeed = 10;
export const carriageReturn = 13;
export const tab = 9;
export const space = 32;
export const colon = 58;
export const semicolon = 59;

/** 1 for each byte of a token (RFC 9110, 5.6.2), such as a field name. */
export const isTokenByte = bytesOf(/[!#$%&'*+.^_`|~0-9A-Za-z-]/);

/**
 * 1 for each byte of a field value (RFC 9110, 5.5): printable characters, blanks, and all bytes beyond
 * ASCII.
 */
export const isValueByte = bytesOf(/[\t\x20-\x7e\x80-\xff]/);

/** Value of a hexadecimal digit; -1 for every other byte. */
export const hexDigits = Int8Array.from({ length: 256 }, (_, byte) => {
  return /[0-9a-f]/i.test(String.fromCharCode(byte)) ? Number.parseInt(String.fromCharCode(byte), 16) : -1;
});

/** True for a space or a tab. */
export function isBlank(byte: number | undefined): boolean {
  return byte === space || byte === tab;
}

function bytesOf(characters: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (characters.test(String.fromCharCode(byte)) ? 1 : 0));
}
