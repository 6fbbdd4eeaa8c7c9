import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** A block of addresses of one family. */
export interface Cidr {
  readonly network: ipaddr.IPv4 | ipaddr.IPv6;
  readonly prefixBits: number;
}

/**
 * Parses EGRESS_ALLOW: blocks such as `127.0.0.0/8, fd00::/8`, separated by commas or blanks; an address
 * alone is a block of one. Empty text is an empty list. Bits beyond the prefix are ignored.
 *
 * IPv4-mapped addresses are unwrapped before they are compared, so a mapped block would never match; it is
 * refused instead of being silently ignored.
 *
 * @throws Error with one line that names the first item that is not a block
 */
export function parseCidrs(text: string): readonly Cidr[] {
  return text
    .split(/[\s,]+/)
    .filter((item) => item !== "")
    .map(parseCidr);
}

function parseCidr(item: string): Cidr {
  const [address = "", bits, ...rest] = item.split("/");
  const family = isIP(address);
  // node:net decides what an address is: ipaddr.js also accepts 010.1, 0x7f.1 and 127.1, which are
  // ambiguous.
  if (family === 0 || address.includes("%") || rest.length > 0) throw notABlock(item);
  const network = ipaddr.parse(address);
  const widest = family === 4 ? 32 : 128;
  const prefixBits = bits === undefined ? widest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (prefixBits < 0 || prefixBits > widest) throw notABlock(item);
  if (network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress()) {
    throw new Error(`"${item}" is an IPv4-mapped block: write it in its IPv4 form`);
  }
  return { network, prefixBits };
}

function notABlock(item: string): Error {
  return new Error(`"${item}" is not an address block such as 10.0.0.0/8 or fd00::/8`);
}
