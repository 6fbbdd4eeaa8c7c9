import { isIP } from "node:net";
import { checkServerIdentity } from "node:tls";
import { type ChannelCredentials, type ChannelOptions, credentials, ServerCredentials } from "@grpc/grpc-js";
import type { RpcAccess } from "./access.ts";
import { hostOf, socketPathOf } from "./address.ts";

/**
 * Credentials of a server: TLS on TCP if there are certificates; callers without one of the same authority
 * are cut off.
 */
export function serverCredentials(address: string, { tls }: RpcAccess): ServerCredentials {
  if (tls === null || socketPathOf(address) !== null) return ServerCredentials.createInsecure();
  const pair = { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) };
  return ServerCredentials.createSsl(Buffer.from(tls.ca), [pair], true);
}

/**
 * Credentials of a client: it presents its certificate, and the server's must name the host of the address.
 */
export function clientCredentials(
  address: string,
  { tls }: RpcAccess,
): { channelCredentials: ChannelCredentials; channelOptions: ChannelOptions } {
  if (tls === null || socketPathOf(address) !== null)
    return { channelCredentials: credentials.createInsecure(), channelOptions: {} };
  const host = hostOf(address);
  const [ca, key, cert] = [Buffer.from(tls.ca), Buffer.from(tls.key), Buffer.from(tls.cert)];
  if (isIP(host) === 0)
    return { channelCredentials: credentials.createSsl(ca, key, cert), channelOptions: {} };
  // gRPC would send an IP address as SNI, which Node refuses (RFC 6066, 3): send a dummy name, check the
  // IP.
  return {
    channelCredentials: credentials.createSsl(ca, key, cert, {
      checkServerIdentity: (_name, shown) => checkServerIdentity(host, shown),
    }),
    channelOptions: { "grpc.ssl_target_name_override": "landfall.invalid" },
  };
}
