import type { SIWxPayload } from "@x402/extensions/sign-in-with-x";
import type { Payments } from "../payments.ts";
import { isOurs } from "./nonce.ts";
import { challengeMs } from "./open-challenge.ts";

/** Largest difference between the clock of a wallet and the store's. */
const skewMs = 30_000;

/** A claim that only needs its signature checked, and its nonce taken. */
export interface JudgedClaim {
  readonly nonce: Buffer;
  /** When the nonce can no longer be presented. */
  readonly expiresAt: number;
}

/**
 * Checks what a wallet says that it signed: that we issued it, for this host and route, for a chain of ours,
 * and that it is in time. Does not look at the signature.
 *
 * @returns the reason why it is refused, for people
 */
export function judgeClaim(
  { keys, clock, publicUrl, chains }: Pick<Payments, "keys" | "clock" | "publicUrl" | "chains">,
  claim: SIWxPayload,
  path: string,
): JudgedClaim | string {
  const now = clock.now();
  if (claim.domain !== publicUrl.host) return "The signature is for another host.";
  if (!isForRoute(claim.uri, publicUrl, path)) return "The signature is for another address.";
  if (claim.version !== "1") return "The version of the signed message must be 1.";
  if (!chains.includes(claim.chainId)) return `Sign in with an account of ${chains.join(" or ")}.`;
  if (claim.type !== "eip191" || !/^0x[0-9a-fA-F]{40}$/.test(claim.address))
    return "Only plain accounts may sign in.";
  const issuedAt = Date.parse(claim.issuedAt);
  if (!(issuedAt <= now + skewMs)) return "The signed message is not valid yet.";
  if (claim.notBefore !== undefined && !(Date.parse(claim.notBefore) <= now + skewMs))
    return "The signed message is not valid yet.";
  const expiresAt = Date.parse(claim.expirationTime ?? "");
  const isFresh = expiresAt > now - skewMs && issuedAt > now - challengeMs - skewMs;
  if (!isFresh) return "The challenge has expired: sign the new one.";
  if (!isOurs(keys, claim.nonce, expiresAt, publicUrl.origin)) return "The challenge is not of this server.";
  return { nonce: Buffer.from(claim.nonce, "hex"), expiresAt: expiresAt + skewMs };
}

/** A signature for the origin as a whole is good for every route; one that names a path, for that alone. */
function isForRoute(uri: string, publicUrl: URL, path: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { origin, pathname } = new URL(uri);
  return origin === publicUrl.origin && (pathname === "/" || pathname === path);
}
