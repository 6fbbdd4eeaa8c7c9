/**
 * The longest path of a Unix socket, in bytes: `sun_path` without its closing zero (unix(7); BSD and macOS
 * have less).
 */
export const longestSocketPathBytes = process.platform === "linux" ? 107 : 103;

/** Expected form of an address, to follow "must be" or "is not". */
export const rpcAddressForm = `host:port, such as 127.0.0.1:9001, or unix:/path of at most ${longestSocketPathBytes} bytes`;

/**
 * Parses a service address to gRPC's form: `host:port`, or `unix:/path` (also written `unix:///path`).
 *
 * @returns null if the text is neither, or the path is too long for a socket
 */
export function readRpcAddress(text: string): string | null {
  const path = /^unix:(?:\/\/)?(\/[^\0]+)$/.exec(text)?.[1];
  if (path !== undefined) return Buffer.byteLength(path) <= longestSocketPathBytes ? `unix:${path}` : null;
  if (text.startsWith("unix:")) return null;
  const port = /^[^\s/]+:(\d{1,5})$/.exec(text)?.[1];
  return port !== undefined && Number(port) <= 65_535 ? text : null;
}

/** Path of a Unix socket's address; null for `host:port`. */
export function socketPathOf(address: string): string | null {
  return address.startsWith("unix:") ? address.slice("unix:".length) : null;
}

/** Host of a `host:port`; an IPv6 address without brackets. */
export function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(":")).replace(/^\[(.*)\]$/, "$1");
}

/** True if a `host:port` can only be reached from this machine. */
export function isOnLoopback(address: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(hostOf(address));
}
