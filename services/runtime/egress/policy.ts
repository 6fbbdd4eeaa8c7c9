import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { Cidr } from "./cidrs.ts";
import { isPublicUnicast, parseAddress } from "./public-unicast.ts";
import { isSpecialUseName } from "./special-use.ts";

/** Says what may be done with an address. */
export type Permission =
  /** A public unicast address. */
  | "public"
  /** Whoever runs Landfall named its block: any scheme and port. Wins over `public`. */
  | "allowed"
  /** It is never dialled. */
  | "blocked";

/** Describes what this process may dial, address by address. */
export interface EgressPolicy {
  /** Judges an address in text form; what is not an address is blocked. */
  permits(address: string): Permission;
}

/** One that says whether it has an allow list at all: without one nothing is ever `allowed`. */
export interface ListedEgressPolicy extends EgressPolicy {
  readonly allowsAny: boolean;
}

/** The policy that lets public unicast through, and besides it the blocks of `allow`. */
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
 * True when a URL is open to allowed addresses only: plain `http`, a port that is neither 443 nor 80, or a name for
 * use inside a network. The API's check and the sender's guard both ask this, so that they cannot part.
 */
export function needsAllowance(url: URL): boolean {
  return !hasUsualForm(url) || hasSpecialUseName(url);
}

/** True if a URL has the scheme and the port that anybody's may have. */
export function hasUsualForm(url: URL): boolean {
  return url.protocol === "https:" && (url.port === "" || url.port === "80");
}

/** True if the host is a name for use inside a network. */
export function hasSpecialUseName(url: URL): boolean {
  const host = hostOf(url);
  return isIP(host) === 0 && isSpecialUseName(host);
}

/** The host of a URL as DNS and sockets take it: an IPv6 literal without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
}

function contains(block: Cidr, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address instanceof ipaddr.IPv4) {
    return block.network instanceof ipaddr.IPv4 && address.match(block.network, block.prefixBits);
  }
  return block.network instanceof ipaddr.IPv6 && address.match(block.network, block.prefixBits);
}
