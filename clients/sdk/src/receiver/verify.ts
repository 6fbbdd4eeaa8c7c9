import { type HeaderSource, headerOf } from "./header-of.ts";
import { type ReceivedDelivery, receivedDelivery } from "./received-delivery.ts";
import { type ReadSignature, readStamped, readStandard } from "./signature-schemes.ts";
import { VerificationError } from "./verification-error.ts";

/** Options of the verification. */
export interface VerifyOptions {
  /** Maximum distance of the signature's time from now, in milliseconds; default five minutes. */
  readonly toleranceMs?: number | undefined;
  /** Milliseconds since 1970; default: the machine's clock. */
  readonly now?: (() => number) | undefined;
}

/**
 * Verifies that a request comes from Landfall unchanged, by `Sched-Signature`, by Standard Webhooks'
 * headers, or by both if both are present, and returns the delivery.
 *
 * @param source the request or its headers
 * @param rawBody the body as received, before any parsing
 * @param secrets `whsec_…`; several during a rotation
 * @throws VerificationError (of the promise), whose `reason` is missing, malformed, too_old, too_new or
 * no_match
 * @throws TypeError (of the promise) if there are no secrets, or one is malformed
 */
export async function verify(
  source: HeaderSource,
  rawBody: string | Uint8Array | ArrayBuffer,
  secrets: string | readonly string[],
  { toleranceMs = 5 * 60_000, now = Date.now }: VerifyOptions = {},
): Promise<ReceivedDelivery> {
  const known = checkedSecrets(secrets);
  const body = bytesOf(rawBody);
  const signatures = [readStandard(source), readStamped(source)].filter((read) => read !== null);
  const [first] = signatures;
  if (first === undefined) throw new VerificationError("missing");
  for (const { atSeconds } of signatures) {
    const ageMs = now() - atSeconds * 1_000;
    if (ageMs > toleranceMs) throw new VerificationError("too_old");
    if (-ageMs > toleranceMs) throw new VerificationError("too_new");
  }
  for (const signature of signatures) {
    if (!(await matchesOne(signature, known, body))) throw new VerificationError("no_match");
  }
  // Standard Webhooks signs the id, which equals the idempotency key; a different key was inserted on the
  // way.
  const [id, key] = [headerOf(source, "webhook-id"), headerOf(source, "idempotency-key")];
  if (id !== null && key !== null && id !== key) throw new VerificationError("no_match");
  return receivedDelivery(source, body, first.atSeconds);
}

async function matchesOne(
  signature: ReadSignature,
  secrets: readonly string[],
  body: Uint8Array,
): Promise<boolean> {
  for (const secret of secrets) if (await signature.matches(secret, body)) return true;
  return false;
}

function checkedSecrets(secrets: string | readonly string[]): readonly string[] {
  const known = typeof secrets === "string" ? [secrets] : secrets;
  if (known.length === 0) throw new TypeError("There must be a secret to verify with.");
  for (const secret of known) {
    if (
      typeof secret !== "string" ||
      !/^whsec_(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(secret)
    ) {
      throw new TypeError("A secret of Landfall is whsec_ and base64.");
    }
  }
  return known;
}

function bytesOf(body: string | Uint8Array | ArrayBuffer): Uint8Array {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw new TypeError(
    "The raw body must be its bytes or its text as they came, not what a parser made of them.",
  );
}
