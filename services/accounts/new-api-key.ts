import { randomBytes } from "node:crypto";
import { newUlid } from "../runtime/ulid.ts";
import type { ApiKeyRecord, Owner } from "../store/for-accounts.ts";
import { apiKeyHash } from "./api-key-hash.ts";
import type { Scope } from "./scopes.ts";

/** A new key and its text, which is stored nowhere else. */
export interface IssuedKey {
  readonly record: ApiKeyRecord;
  readonly secret: string;
}

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const secretBytes = 32;
/** 62^43 is a little more than 2^256. */
const secretDigits = 43;

/**
 * Makes a new key of an owner. The caller must write its row.
 *
 * @param bytes 32 bytes that nobody can guess, from the key's id; random if not given
 * @param id a new one if not given
 */
export function newApiKey(
  owner: Owner,
  name: string,
  scopes: readonly Scope[],
  now: number,
  bytes: (id: Buffer) => Buffer = () => randomBytes(secretBytes),
  id: Buffer = newUlid(now),
): IssuedKey {
  const secret = apiKeyText(owner, bytes(id));
  const keyHash = apiKeyHash(secret);
  if (keyHash === null) throw new Error("a new key does not have the form of a key");
  const record: ApiKeyRecord = {
    id,
    projectId: owner.projectId,
    mode: owner.mode,
    name,
    keyHash,
    // Three dots, not an ellipsis: the column is ASCII.
    keyHint: `${secret.slice(0, -secretDigits + 4)}...${secret.slice(-4)}`,
    scopes,
    createdAt: now,
    lastUsedAt: null,
    revokedAt: null,
  };
  return { record, secret };
}

/** Formats the text of a key from its 32 bytes. */
export function apiKeyText({ mode }: Owner, bytes: Buffer): string {
  return `sk_${mode}_${base62(bytes)}`;
}

/** Uses letters and digits only, so that a double click selects the whole key. */
function base62(bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let place = 0; place < secretDigits; place++) {
    text = digits.charAt(Number(value % 62n)) + text;
    value /= 62n;
  }
  return text;
}
