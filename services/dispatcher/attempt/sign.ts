import { BoundedMap } from "../../runtime/bounded-map.ts";
import { HmacKey } from "./hmac.ts";

export interface SignedContent {
  /** The Idempotency-Key value, ASCII: Standard Webhooks wants an id that is the same on every retry. */
  readonly messageId: string;
  /** When this attempt is sent, in Unix seconds. */
  readonly timestampSeconds: number;
  /** The bytes that go out; empty when there is no body. */
  readonly body: Uint8Array;
}

interface SecretKeys {
  readonly whole: HmacKey;
  readonly decoded: HmacKey;
}

/** Keys of secrets seen lately. */
const keysBySecret = new BoundedMap<string, SecretKeys>(1_000);

/**
 * Makes the signature headers of one request, as name, value, name, value.
 * During a rotation every live secret signs, newest first; without one the answer is empty and the
 * request goes out unsigned.
 *
 * `Sched-Signature` is Stripe's scheme, keyed with the whole secret text. `webhook-*` are those of
 * Standard Webhooks (spec/standard-webhooks.md, "Signature scheme"), keyed with the bytes that the
 * secret's base64 part stands for.
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
  keysBySecret.set(secret, keys);
  return keys;
}
