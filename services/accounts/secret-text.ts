import { randomBytes } from "node:crypto";
import { ServiceError } from "../runtime/errors.ts";

/** Standard Webhooks asks for 24 to 64 bytes. */
const newBytes = 32;
const [leastBytes, mostBytes] = [24, 64];
const form = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/** Makes a new secret in the form that receivers know: `whsec_` and base64. */
export function newSecretText(): string {
  return `whsec_${randomBytes(newBytes).toString("base64")}`;
}

/**
 * Returns the secret that a caller supplied, or a new one.
 *
 * @throws ServiceError `invalid_secret`
 */
export function judgeSecretText(asked: string): string {
  if (asked === "generate") return newSecretText();
  const base64 = form.exec(asked)?.[1] ?? "";
  const bytes = Buffer.from(base64, "base64");
  // Text that does not survive decoding and encoding has stray bits, which a receiver may decode differently.
  const canonical = bytes.toString("base64") === base64;
  if (canonical && bytes.length >= leastBytes && bytes.length <= mostBytes) return asked;
  const message = `secret must be generate, or whsec_ and the base64 of ${leastBytes} to ${mostBytes} bytes.`;
  throw new ServiceError("invalid_secret", message, "secret");
}
