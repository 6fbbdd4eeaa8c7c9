import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Blocks that ipaddr.js 2.5 calls unicast but that are not public, checked against the IANA registries
 * `iana-ipv4-special-registry` and `iana-ipv6-special-registry`. Its own table has the rest, including
 * AS112 and AMT: reachable anycast services that are never a webhook receiver.
 */
const blockedBesides: readonly [ipaddr.IPv4, number][] = [
  // Not special at IANA, but every Azure machine reaches its host's metadata and agent there.
  [ipaddr.IPv4.parse("168.63.129.16"), 32],
];

/** RFC 4291, 2.4 and IANA: global unicast is allocated only from here; all else is special or unassigned. */
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

/**
 * Parses an address. Unwraps an IPv4-mapped one (`::ffff:7f00:1`) to the IPv4 address that a socket would
 * reach, and drops a zone (`%eth0`). Null if the text is not an address in the usual notation.
 */
export function parseAddress(text: string): Address | null {
  const family = isIP(text);
  if (family === 0) return null;
  if (family === 4) return ipaddr.IPv4.parse(text);
  const [bare = ""] = text.split("%", 1);
  // ipaddr.js 2.5 parses `::8.8.8.8` as `::ffff:8.8.8.8`, a different address; WHATWG's form has no dots.
  const address = ipaddr.IPv6.parse(new URL(`http://[${bare}]`).hostname.slice(1, -1));
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/**
 * True for a public unicast address: reachable from the Internet and belonging to one host. False for
 * everything that the IANA special-purpose registries reserve, for multicast and reserved space, for
 * transition forms that carry an IPv4 address (NAT64, 6to4, Teredo), and for text that is not an address.
 */
export function isPublicUnicast(text: string): boolean {
  const address = parseAddress(text);
  if (address === null || address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv6) return address.match(globalUnicast);
  return !blockedBesides.some((block) => address.match(block));
}
