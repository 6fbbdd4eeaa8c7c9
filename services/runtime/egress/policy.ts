import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { Cidr } from "./cidrs.ts";
import { isPublicUnicast, parseAddress } from "./public-unicast.ts";
import { isSpecialUseName } from "./special-use.ts";

/** Permission to dial an address. */
export type Permission =
  /** A public unicast address. */
  | "public"
  /** Whoever runs Landfall named its block: any scheme and port. Wins over `public`. */
  | "allowed"
  /** It is never dialled. */
  | "blocked";

/** Decides which addresses this process may dial. */
export interface EgressPolicy {
  /** Checks an address in text form; anything that is not an address is blocked. */
  permits(address: string): Permission;
}

/** A policy that knows if it has an allow list; without one nothing is ever `allowed`. */
export interface ListedEgressPolicy extends EgressPolicy {
  readonly allowsAny: boolean;
}

/** Creates a policy that permits public unicast addresses and the blocks of `allow`. */
export function createEgressPolicy(allow: readonly Cidr[]): ListedEgressPolicy {
  return {
    allowsAny: allow.length > 0,
    permits(text) {
      const address = parseAddress(text);
      if (address === null) return "blocked";
      if (allow.some((block) => contains(block, address))) return "allowed";
      return isPublicUnicast(text) ? "public" : "blocked";
    },
  };
}

/**
 * True if a URL may only go to allowed addresses: plain `http`, a port other than 443 and 80, or a
 * special-use name. Both the API's check and the dial's check use this, so they always agree.
 */
export function needsAllowance(url: URL): boolean {
  return !hasUsualForm(url) || hasSpecialUseName(url);
}

/** True if a URL has a scheme and port that are open to everyone. */
export function hasUsualForm(url: URL): boolean {
  return url.protocol === "https:" && (url.port === "" || url.port === "80");
}

/** True if the host is a special-use name. */
export function hasSpecialUseName(url: URL): boolean {
  const host = hostOf(url);
  return isIP(host) === 0 && isSpecialUseName(host);
}

/** Host of a URL as DNS and sockets expect it: an IPv6 literal without brackets. */
export function hostOf(url: URL): string {
  return url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
}

function contains(block: Cidr, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address instanceof ipaddr.IPv4) {
    return block.network instanceof ipaddr.IPv4 && address.match(block.network, block.prefixBits);
  }
  return block.network instanceof ipaddr.IPv6 && address.match(block.network, block.prefixBits);
}
