import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";

/** Says whether an address is that of a proxy that may speak for others. */
export type IsTrusted = (address: string) => boolean;

/**
 * The address of the client: the socket's, or behind trusted proxies the last of `X-Forwarded-For` that is none of
 * theirs.
 */
export function clientAddress(
  request: Pick<IncomingMessage, "socket" | "headers">,
  isTrusted: IsTrusted,
): string {
  let address = plain(request.socket.remoteAddress ?? "");
  const { "x-forwarded-for": forwarded = "" } = request.headers;
  const named = (Array.isArray(forwarded) ? forwarded.join() : forwarded).split(",").map((one) => one.trim());
  while (isTrusted(address)) {
    const before = named.pop();
    if (before === undefined || !ipaddr.isValid(before)) return address;
    address = plain(before);
  }
  return address;
}

/** Reads CIDRs, with commas between; null: one of them is none. */
export function trustedProxies(text: string): IsTrusted | null {
  const cidrs = text.split(/[\s,]+/).filter((one) => one !== "");
  if (!cidrs.every((cidr) => ipaddr.isValidCIDR(cidr))) return null;
  const blocks = cidrs.map((cidr) => ipaddr.parseCIDR(cidr));
  return (address) => {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return blocks.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits));
  };
}

/** An IPv4 address that came over an IPv6 socket is that IPv4 address. */
function plain(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}
