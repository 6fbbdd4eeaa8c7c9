import type { IncomingMessage } from "node:http";
import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";

/** The parts of a request that are checked. */
export type Asked = Pick<IncomingMessage, "headers"> & {
  readonly socket: { readonly localAddress?: string | undefined };
};

/** Names and addresses of this machine: whoever can use one of them is on it. */
const ownNames = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const loopbackAddress = /^(::ffff:)?127\.|^::1$/;

/**
 * Refuses what a web page of another host sends: it would use the browser's place in this network. On the loopback a
 * `Host` that is not this machine's is refused too, since a page can have its own name resolved to the loopback.
 *
 * @param known names that `Host` and `Origin` may have besides, such as a proxy's
 * @throws ServiceError foreign_origin
 */
export function requireOwnPage({ headers, socket }: Asked, known: readonly string[]): void {
  const isLocal = loopbackAddress.test(socket.localAddress ?? "");
  const host = hostnameOf(`http://${headers.host ?? ""}`);
  const isOwn = (name: string | null) =>
    name !== null && (known.includes(name) || (isLocal ? ownNames.test(name) : name === host));
  if (isLocal && !isOwn(host)) {
    throw foreign("`Host` must name this machine, or be one of MCP_ALLOWED_HOSTS.");
  }
  if (headers.origin !== undefined && !isOwn(hostnameOf(headers.origin))) {
    throw foreign("`Origin` must be this server's own, or one of MCP_ALLOWED_HOSTS.");
  }
}

function hostnameOf(url: string): string | null {
  return URL.parse(url)?.hostname || null;
}

function foreign(message: string): ServiceError<ErrorCode> {
  return new ServiceError("foreign_origin", message);
}
