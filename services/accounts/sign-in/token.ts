import { createHash, randomBytes } from "node:crypto";

const form = /^[\w-]{43}$/;

/** A secret that is handed out once; the store has its hash. */
export interface Token {
  readonly text: string;
  readonly hash: Buffer;
}

/** Makes a token: 32 random bytes in base64url. */
export function newToken(): Token {
  const text = randomBytes(32).toString("base64url");
  return { text, hash: sha256(text) };
}

/** Returns the hash by which a token is found, its SHA-256; null for a text that cannot be one. */
export function tokenHash(text: string): Buffer | null {
  return form.test(text) ? sha256(text) : null;
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
