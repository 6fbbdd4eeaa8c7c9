import { randomFillSync } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const last = Buffer.alloc(16);

/**
 * Creates a ULID as 16 bytes: 48 bits of `now` (Unix milliseconds), 80 random bits. Sorts by creation:
 * within a millisecond each is the previous one plus one, so that ids made by one process stay in order.
 * Source: github.com/ulid/spec, "Monotonicity".
 */
export function newUlid(now: number): Buffer {
  if (last.readUIntBE(0, 6) === now && increment(last)) return Buffer.from(last);
  last.writeUIntBE(now, 0, 6);
  randomFillSync(last, 6);
  return Buffer.from(last);
}

/** Adds one to the random part; false on overflow, which is too unlikely to handle. */
function increment(id: Buffer): boolean {
  for (let index = 15; index >= 6; index--) {
    const byte = (id[index] ?? 0) + 1;
    id[index] = byte & 255;
    if (byte <= 255) return true;
  }
  return false;
}

/** Two characters for each 10 bits at a time, because every delivery formats half a dozen ids. */
const pairs = Array.from(
  { length: 1024 },
  (_, bits) => alphabet.charAt(bits >> 5) + alphabet.charAt(bits & 31),
);

/** Formats the 16 bytes of a ULID as 26 characters of Crockford's base 32. */
export function ulidText(id: Uint8Array): string {
  // The first pair holds only 8 bits: 26 characters could hold two bits more than there are.
  let text = pairs[id[0] ?? 0] ?? "";
  for (let at = 1; at < 16; at += 5) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = [id[at], id[at + 1], id[at + 2], id[at + 3], id[at + 4]];
    text += pairs[(a << 2) | (b >> 6)];
    text += pairs[((b & 63) << 4) | (c >> 4)];
    text += pairs[((c & 15) << 6) | (d >> 2)];
    text += pairs[((d & 3) << 8) | e];
  }
  return text;
}

/** Parses 26 characters to 16 bytes; null if they are not a ULID in canonical form. */
export function parseUlid(text: string): Buffer | null {
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text)) return null;
  const id = Buffer.alloc(16);
  let value = 0;
  let bits = 0;
  let index = 15;
  for (let position = 25; position >= 0; position--) {
    value |= alphabet.indexOf(text.charAt(position)) << bits;
    bits += 5;
    if (bits >= 8 && index >= 0) {
      id[index--] = value & 255;
      value >>>= 8;
      bits -= 8;
    }
  }
  return id;
}

/** An id with its prefix, such as `sch_01J9ZK3F8Q4X7M2N5P6R8S9T0V`. */
export function prefixedId(prefix: string, id: Uint8Array): string {
  return `${prefix}_${ulidText(id)}`;
}

/** Parses an id with this prefix to its 16 bytes; null if it is malformed. */
export function parsePrefixedId(prefix: string, text: string): Buffer | null {
  return text.startsWith(`${prefix}_`) ? parseUlid(text.slice(prefix.length + 1)) : null;
}
