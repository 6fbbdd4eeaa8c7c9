import { HmacKey } from "./hmac.ts";

export interface SignedContent {
  /**
   * The Idempotency-Key value, in ASCII. Standard Webhooks wants an id that stays the same on every retry.
   */
  readonly messageId: string;
  /** When this attempt is sent, in Unix seconds. */
  readonly timestampSeconds: number;
  /** The bytes that are sent; empty if there is no body. */
  readonly body: Uint8Array;
}

interface SecretKeys {
  readonly whole: HmacKey;
  readonly decoded: HmacKey;
}

/** Keys of recently used secrets. */
const keysBySecret = new Map<string, SecretKeys>();
const maxSecrets = 1_000;

/**
 * Signature headers of one request, as name, value, name, value. During a rotation every live secret signs,
 * newest first; without a secret the result is empty and the request is not signed.
 *
 * `Sched-Signature` is Stripe's scheme, keyed with the whole secret text. `webhook-*` are the headers of
 * Standard Webhooks (spec/standard-webhooks.md, "Signature scheme"), keyed with the decoded base64 part of
 * the secret.
 *
 * @param secrets `whsec_` and base64
 */
export function signatureHeaders(secrets: readonly string[], content: SignedContent): string[] {
  if (secrets.length === 0) return [];
  const seconds = String(content.timestampSeconds);
  const keys = secrets.map(keysOf);
  const prefix = `${content.messageId}.${seconds}.`;
  const stamped = keys.map(({ whole }) => `v1=${whole.sign(`${seconds}.`, content.body, "hex")}`);
  const standard = keys.map(({ decoded }) => `v1,${decoded.sign(prefix, content.body, "base64")}`);
  return [
    "Sched-Signature",
    `t=${seconds},${stamped.join(",")}`,
    "webhook-id",
    content.messageId,
    "webhook-timestamp",
    seconds,
    "webhook-signature",
    standard.join(" "),
  ];
}

function keysOf(secret: string): SecretKeys {
  const known = keysBySecret.get(secret);
  if (known !== undefined) return known;
  const base64 = secret.startsWith("whsec_") ? secret.slice("whsec_".length) : secret;
  const keys = {
    whole: new HmacKey(Buffer.from(secret, "utf8")),
    decoded: new HmacKey(Buffer.from(base64, "base64")),
  };
  for (const oldest of keysBySecret.keys()) {
    if (keysBySecret.size < maxSecrets) break;
    keysBySecret.delete(oldest);
  }
  keysBySecret.set(secret, keys);
  return keys;
}
