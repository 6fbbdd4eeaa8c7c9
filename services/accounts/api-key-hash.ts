import { createHash } from "node:crypto";

const form = /^sk_(?:test|live)_[0-9A-Za-z]{43}$/;

/**
 * Returns the hash by which a key is stored and found: the SHA-256 of its text, 32 bytes. Returns null for a
 * text that cannot be a key, which saves the look in the store. A plain hash is enough because a key has 256
 * random bits.
 */
export function apiKeyHash(text: string): Buffer | null {
  return form.test(text) ? createHash("sha256").update(text).digest() : null;
}
