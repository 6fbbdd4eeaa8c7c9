import { createPrivateKey, X509Certificate } from "node:crypto";
import { type Config, ConfigError, flag, secretToken, textOfFile } from "../config.ts";
import { isOnLoopback, socketPathOf } from "./address.ts";

/** Certificates in PEM: one's own with its key, and the authority that both sides' are checked by. */
export interface RpcTls {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

/**
 * Describes how the processes know one another over TCP. A Unix socket needs none of it: its folder keeps others
 * out.
 */
export interface RpcAccess {
  /** The same for all processes; every call carries it. Null: none. */
  readonly token: string | null;
  /** Null: plain text. */
  readonly tls: RpcTls | null;
  /** A server may listen on the loopback without a token: any user of the machine may call it then. */
  readonly insecureLoopback: boolean;
}

/** What every process reads to fill an `RpcAccess`. */
export const rpcVariables = {
  rpcToken: secretToken("RPC_TOKEN"),
  /** Paths of PEM files, read at the start. */
  rpcTlsCert: textOfFile("RPC_TLS_CERT"),
  rpcTlsKey: textOfFile("RPC_TLS_KEY"),
  rpcTlsCa: textOfFile("RPC_TLS_CA"),
  rpcInsecureLoopback: flag("RPC_INSECURE_LOOPBACK"),
} as const;

type RpcConfig = Config<typeof rpcVariables>;

/** For a client that needs no more than a Unix socket, or a server that lets everybody in. */
export const noAccess: RpcAccess = { token: null, tls: null, insecureLoopback: false };

/** For a server on the loopback that any user of this machine may call: tests, mostly. */
export const openOnLoopback: RpcAccess = { ...noAccess, insecureLoopback: true };

/**
 * Of what `rpcVariables` read.
 *
 * @throws ConfigError when some of the certificates' variables are missing, or hold something else
 */
export function accessOf(config: RpcConfig): RpcAccess {
  return { token: config.rpcToken, tls: tlsOf(config), insecureLoopback: config.rpcInsecureLoopback };
}

/**
 * The same for a server.
 *
 * @throws ConfigError also when it would listen on TCP for anybody
 */
export function serverAccessOf(config: RpcConfig, listen: string): RpcAccess {
  const access = accessOf(config);
  requireGuard(listen, access);
  return access;
}

/**
 * Refuses to listen on TCP without a token. TLS does not stand in for it: the authority may have signed others.
 *
 * @throws ConfigError with the ways out
 */
export function requireGuard(listen: string, access: RpcAccess): void {
  if (socketPathOf(listen) !== null || access.token !== null) return;
  if (!isOnLoopback(listen)) {
    throw new ConfigError(
      "RPC_TOKEN must be set to listen on TCP beyond the loopback: the same for all processes, such as openssl rand -hex 32 makes",
    );
  }
  if (access.insecureLoopback) return;
  throw new ConfigError(
    "RPC_TOKEN must be set to listen on TCP, the same for all processes; or LISTEN_ADDRESS be unix:/path in a folder of mode 700; or RPC_INSECURE_LOOPBACK be 1, and any user of this machine may call it",
  );
}

function tlsOf({ rpcTlsCert: cert, rpcTlsKey: key, rpcTlsCa: ca }: RpcConfig): RpcTls | null {
  if (cert === null && key === null && ca === null) return null;
  if (cert === null || key === null || ca === null)
    throw new ConfigError("RPC_TLS_CERT, RPC_TLS_KEY and RPC_TLS_CA must be set together, or none of them");
  if (!isPair(cert, key, ca)) {
    throw new ConfigError(
      "RPC_TLS_CERT, RPC_TLS_KEY and RPC_TLS_CA must be PEM files: a certificate, its private key, and the authority's certificate",
    );
  }
  return { cert, key, ca };
}

/** gRPC would listen with whatever it is given, and every call fail. */
function isPair(cert: string, key: string, ca: string): boolean {
  try {
    new X509Certificate(ca);
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
