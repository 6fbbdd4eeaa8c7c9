import { createHash } from "node:crypto";

const form = /^sk_(?:test|live)_[0-9A-Za-z]{43}$/;

/**
 * Returns what a key is stored and found by: the SHA-256 of its text, 32 bytes. Null for a text that cannot be a
 * key, so that nobody has to ask the store. A plain hash will do, since a key has 256 random bits.
 */
export function apiKeyHash(text: string): Buffer | null {
  return form.test(text) ? createHash("sha256").update(text).digest() : null;
}
