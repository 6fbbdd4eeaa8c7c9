import { type ChannelCredentials, credentials, ServerCredentials } from "@grpc/grpc-js";
import type { RpcAccess } from "./access.ts";
import { socketPathOf } from "./address.ts";

/** A server's: with TLS on TCP where there are certificates; callers without one of the same authority are cut off. */
export function serverCredentials(address: string, { tls }: RpcAccess): ServerCredentials {
  if (tls === null || socketPathOf(address) !== null) return ServerCredentials.createInsecure();
  const pair = { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) };
  return ServerCredentials.createSsl(Buffer.from(tls.ca), [pair], true);
}

/** A client's: it shows its own certificate, and the server's must name the host of the address. */
export function clientCredentials(address: string, { tls }: RpcAccess): ChannelCredentials {
  if (tls === null || socketPathOf(address) !== null) return credentials.createInsecure();
  return credentials.createSsl(Buffer.from(tls.ca), Buffer.from(tls.key), Buffer.from(tls.cert));
}
