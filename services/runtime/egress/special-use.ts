/**
 * Names with a meaning inside one machine or network only: loopback (RFC 6761, 6.3), multicast DNS (RFC
 * 6762), private use (ICANN's `.internal`, RFC 8375's `.home.arpa`), and the names that Kubernetes assigns.
 */
const insideOnly = /(?:^|\.)(?:localhost|local|internal|home\.arpa|svc|cluster\.local)$/;

/**
 * True if a host name is for use inside a network: one of the special-use names that the API's `endpoint`
 * refuses, or a single label, which the system completes from its search list.
 *
 * @param host in ASCII form and lower case, as WHATWG URL writes it, with or without the root dot
 */
export function isSpecialUseName(host: string): boolean {
  const name = host.replace(/\.$/, "");
  return !name.includes(".") || insideOnly.test(name);
}
