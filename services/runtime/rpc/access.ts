import { createPrivateKey, X509Certificate } from "node:crypto";
import { type Config, ConfigError, flag, secretToken, textOfFile } from "../config.ts";
import { isOnLoopback, socketPathOf } from "./address.ts";

/** PEM certificates: this process's own with its key, and the authority that signs both sides'. */
export interface RpcTls {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

/**
 * Settings by which processes authenticate to each other over TCP. A Unix socket needs none of them: its
 * folder's mode keeps others out.
 */
export interface RpcAccess {
  /** Shared secret of all processes, sent with every call; null if there is none. */
  readonly token: string | null;
  /** Null for plain text. */
  readonly tls: RpcTls | null;
  /**
   * True if a server may listen on the loopback without a token; any user of the machine may then call it.
   */
  readonly insecureLoopback: boolean;
}

/** Environment variables of an `RpcAccess`. */
export const rpcVariables = {
  /** Carried by every call over TCP, the same for all: 32 to 512 letters, digits, `-._~+/=`. Without it a service listens on Unix sockets only. */
  rpcToken: secretToken("RPC_TOKEN"),
  /** Path of a PEM file, read at the start: this process's certificate. All three or none: mutual TLS over TCP. */
  rpcTlsCert: textOfFile("RPC_TLS_CERT"),
  /** Path of a PEM file: the key of that certificate. */
  rpcTlsKey: textOfFile("RPC_TLS_KEY"),
  /** Path of a PEM file: the authority of both sides' certificates. */
  rpcTlsCa: textOfFile("RPC_TLS_CA"),
  /** 1: a service may listen on the loopback without a token. Any user of the machine may call it then; for tests and trials. */
  rpcInsecureLoopback: flag("RPC_INSECURE_LOOPBACK"),
} as const;

type RpcConfig = Config<typeof rpcVariables>;

/** For a client that only uses Unix sockets, or a server without access control. */
export const noAccess: RpcAccess = { token: null, tls: null, insecureLoopback: false };

/** For a server on the loopback that any user of this machine may call; used mostly in tests. */
export const openOnLoopback: RpcAccess = { ...noAccess, insecureLoopback: true };

/**
 * Builds a client's access from `rpcVariables`.
 *
 * @throws ConfigError if certificate variables are missing or invalid
 */
export function accessOf(config: RpcConfig): RpcAccess {
  return { token: config.rpcToken, tls: tlsOf(config), insecureLoopback: config.rpcInsecureLoopback };
}

/**
 * Builds a server's access from `rpcVariables`.
 *
 * @throws ConfigError also if it would listen on TCP without access control
 */
export function serverAccessOf(config: RpcConfig, listen: string): RpcAccess {
  const access = accessOf(config);
  requireGuard(listen, access);
  return access;
}

/**
 * Refuses to listen on TCP without a token. TLS does not replace it: the authority may have signed other
 * certificates.
 *
 * @throws ConfigError that lists the alternatives
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

/** Checks the certificate files here: gRPC would accept anything, and every call would fail. */
function isPair(cert: string, key: string, ca: string): boolean {
  try {
    new X509Certificate(ca);
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
