import { joined } from "./joined.ts";

/** HMAC-SHA256 with WebCrypto, which Node, browsers, workers and edge runtimes provide. */
export async function hmacSha256(key: Uint8Array, ...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", joined([key]), algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, joined(parts)));
}

/** Compares in constant time. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  let differing = one.length ^ other.length;
  for (let at = 0; at < one.length; at++) differing |= (one[at] ?? 0) ^ (other[at] ?? 0);
  return differing === 0;
}
