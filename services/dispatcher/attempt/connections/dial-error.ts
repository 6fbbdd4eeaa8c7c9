import type { AttemptErrorCode } from "../result.ts";

/** A failure to connect; its code is the stage that failed. */
export class DialError extends Error {
  override readonly name = "DialError";
  readonly stage: Extract<AttemptErrorCode, "dns" | "connect" | "tls" | "timeout" | "blocked">;

  constructor(stage: DialError["stage"], message: string) {
    super(message);
    this.stage = stage;
  }
}

const messages = new Map([
  ["ECONNREFUSED", "the connection was refused"],
  ["ECONNRESET", "the connection was closed while it was made"],
  ["EHOSTUNREACH", "the host cannot be reached"],
  ["ENETUNREACH", "the network cannot be reached"],
  ["CERT_HAS_EXPIRED", "the certificate has expired"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "the certificate is for another name"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "the certificate is self-signed"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "the certificate chain holds a self-signed one"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "the certificate's issuer is not known"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "the certificate's issuer is not known"],
]);

/** The code that Node or OpenSSL gives an error, such as `ECONNREFUSED`; null if it has none. */
export function symbolOf(error: Error): string | null {
  const code = "code" in error ? error.code : null;
  return typeof code === "string" && /^[A-Z0-9_]{1,64}$/.test(code) ? code : null;
}

/** Converts an error that a socket reported before it was ready. */
export function dialErrorFrom(error: Error, stage: "connect" | "tls"): DialError {
  if (error instanceof DialError) return error;
  const symbol = symbolOf(error);
  if (symbol === "ETIMEDOUT") return new DialError("timeout", "the host did not answer the connection");
  const what = stage === "tls" ? "the TLS handshake failed" : "the connection failed";
  return new DialError(stage, messages.get(symbol ?? "") ?? (symbol === null ? what : `${what} (${symbol})`));
}
