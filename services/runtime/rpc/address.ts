/** The longest path of a Unix socket, in bytes: `sun_path` without its closing zero (unix(7); BSD and macOS have less). */
export const longestSocketPathBytes = process.platform === "linux" ? 107 : 103;

/** What an address must look like, to follow "must be" or "is not". */
export const rpcAddressForm = `host:port, such as 127.0.0.1:9001, or unix:/path of at most ${longestSocketPathBytes} bytes`;

/**
 * An address of a service, as gRPC understands it: `host:port`, or `unix:/path` (also written `unix:///path`).
 *
 * @returns null when the text is neither, or the path too long for a socket
 */
export function readRpcAddress(text: string): string | null {
  const path = /^unix:(?:\/\/)?(\/[^\0]+)$/.exec(text)?.[1];
  if (path !== undefined) return Buffer.byteLength(path) <= longestSocketPathBytes ? `unix:${path}` : null;
  if (text.startsWith("unix:")) return null;
  const port = /^[^\s/]+:(\d{1,5})$/.exec(text)?.[1];
  return port !== undefined && Number(port) <= 65_535 ? text : null;
}

/** The path of a Unix socket's address; null for `host:port`. */
export function socketPathOf(address: string): string | null {
  return address.startsWith("unix:") ? address.slice("unix:".length) : null;
}

/** The host of a `host:port`, an IPv6 address without its brackets. */
export function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(":")).replace(/^\[(.*)\]$/, "$1");
}

/** True when only this machine reaches a `host:port`. */
export function isOnLoopback(address: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(hostOf(address));
}
