import { type HeaderSource, headerOf } from "./header-of.ts";
import { hmacSha256, sameBytes } from "./hmac.ts";
import { VerificationError } from "./verification-error.ts";

/** A parsed signature: its time, and a function that checks it with a secret. */
export interface ReadSignature {
  readonly atSeconds: number;
  matches(secret: string, body: Uint8Array): Promise<boolean>;
}

const encoder = new TextEncoder();
/** A rotation needs two; checking a hundred would only cost time. */
const mostSignatures = 16;

/**
 * Parses `Sched-Signature: t=<unix seconds>,v1=<hex>`: HMAC-SHA256 over `<t>.<raw body>`, keyed with the
 * whole text of the secret; one `v1` for each live secret. Null if the request has none.
 *
 * @throws VerificationError malformed
 */
export function readStamped(source: HeaderSource): ReadSignature | null {
  const header = headerOf(source, "sched-signature");
  if (header === null) return null;
  const fields = header.split(",").map((field) => field.trim().split("="));
  const named = (name: string) => fields.filter(([given]) => given === name).map(([, value]) => value ?? "");
  const [seconds, second] = named("t");
  const given = named("v1");
  // Check the form first: a lenient hex decoder would accept half a signature.
  const well = given.every((hex) => /^[0-9a-f]{64}$/i.test(hex));
  if (second !== undefined || !well) throw new VerificationError("malformed");
  const signatures = given.map(fromHex);
  return read(seconds, signatures, (secret, body) =>
    hmacSha256(encoder.encode(secret), encoder.encode(`${seconds}.`), body),
  );
}

/**
 * Parses the headers of Standard Webhooks, "Signature scheme": `v1,<base64>` of HMAC-SHA256 over
 * `<id>.<timestamp>.<raw body>`, keyed with the decoded base64 of the secret; several are separated by
 * spaces. Null if the request has none.
 *
 * @throws VerificationError malformed
 */
export function readStandard(source: HeaderSource): ReadSignature | null {
  const header = headerOf(source, "webhook-signature");
  if (header === null) return null;
  const id = headerOf(source, "webhook-id");
  const seconds = headerOf(source, "webhook-timestamp") ?? undefined;
  const given = header
    .split(" ")
    .filter((each) => each.startsWith("v1,"))
    .map((each) => each.slice("v1,".length));
  if (!id || !given.every((text) => /^[A-Za-z0-9+/]{43}=$/.test(text)))
    throw new VerificationError("malformed");
  return read(seconds, given.map(fromBase64), (secret, body) =>
    hmacSha256(fromBase64(secret.slice("whsec_".length)), encoder.encode(`${id}.${seconds}.`), body),
  );
}

function read(
  seconds: string | undefined,
  signatures: readonly Uint8Array[],
  sign: (secret: string, body: Uint8Array) => Promise<Uint8Array>,
): ReadSignature {
  const count = signatures.length;
  if (!/^\d{1,12}$/.test(seconds ?? "") || count === 0 || count > mostSignatures) {
    throw new VerificationError("malformed");
  }
  return {
    atSeconds: Number(seconds),
    async matches(secret, body) {
      const expected = await sign(secret, body);
      return signatures.some((signature) => sameBytes(signature, expected));
    },
  };
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
