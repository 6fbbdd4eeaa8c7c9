import { createHmac, timingSafeEqual } from "node:crypto";
import type { KeyRing } from "../../runtime/sealing.ts";

const randomLength = 16;
const macLength = 16;
/** Bytes of a nonce, which is written in hex: wallets sign letters and digits alone (EIP-4361). */
export const nonceBytes = randomLength + macLength;

/**
 * Makes a nonce that is recognized without being stored: random bytes, and a keyed hash over them, the expiry
 * and the origin that it is for.
 *
 * @param random 16 bytes
 */
export function makeNonce(keys: KeyRing, random: Buffer, expiresAt: number, origin: string): string {
  const [newest] = secretsOf(keys);
  if (newest === undefined) throw new Error("a key ring without keys");
  return Buffer.concat([random, macOf(newest, random, expiresAt, origin)]).toString("hex");
}

/** True if we made this nonce for that expiry and origin, with any key of the ring. */
export function isOurs(keys: KeyRing, nonce: string, expiresAt: number, origin: string): boolean {
  if (!/^[0-9a-f]+$/.test(nonce) || nonce.length !== nonceBytes * 2) return false;
  const bytes = Buffer.from(nonce, "hex");
  const [random, mac] = [bytes.subarray(0, randomLength), bytes.subarray(randomLength)];
  return secretsOf(keys).some((secret) => timingSafeEqual(mac, macOf(secret, random, expiresAt, origin)));
}

function secretsOf(keys: KeyRing): Buffer[] {
  return keys.derive("wallets:sign-in");
}

function macOf(secret: Buffer, random: Buffer, expiresAt: number, origin: string): Buffer {
  return createHmac("sha256", secret)
    .update(`${random.toString("hex")} ${expiresAt} ${origin}`)
    .digest()
    .subarray(0, macLength);
}
