import { readFileSync } from "node:fs";
import { DatabaseUrlError } from "./database-url-error.ts";

/**
 * MySQL's own names for the levels of TLS: none; encrypted, any certificate; a certificate of a known authority; the
 * same, for the host of the URL.
 */
export const sslModes = ["DISABLED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"] as const;
/** One of `sslModes`. */
export type SslMode = (typeof sslModes)[number];

/** The TLS part of a URL. */
export interface DatabaseTls {
  readonly sslMode: SslMode;
  /** Paths of PEM files; null: Node's own authorities, no client certificate. */
  readonly sslCa: string | null;
  readonly sslCert: string | null;
  readonly sslKey: string | null;
}

const parameters = "ssl-mode, ssl-ca, ssl-cert and ssl-key";

/** Returns the driver's options for TLS. @throws DatabaseUrlError when a PEM file cannot be read */
export function tlsOptions({ sslMode, sslCa, sslCert, sslKey }: DatabaseTls) {
  if (sslMode === "DISABLED") return {};
  const files = {
    ...(sslCa !== null && { ca: pem("ssl-ca", sslCa) }),
    ...(sslCert !== null && { cert: pem("ssl-cert", sslCert) }),
    ...(sslKey !== null && { key: pem("ssl-key", sslKey) }),
  };
  return {
    ssl: {
      ...files,
      minVersion: "TLSv1.2",
      rejectUnauthorized: sslMode !== "REQUIRED",
      // The driver's own default is to accept any host name, as VERIFY_CA does.
      verifyIdentity: sslMode === "VERIFY_IDENTITY",
    },
  };
}

function pem(parameter: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "it cannot be read";
    throw new DatabaseUrlError(`names ${path} as ${parameter}, which cannot be read (${why}).`);
  }
}

/**
 * Reads the TLS parameters of a URL.
 *
 * @throws DatabaseUrlError for an unknown parameter or value
 */
export function parseTls(query: string): DatabaseTls {
  const files: Record<"sslCa" | "sslCert" | "sslKey", string | null> = {
    sslCa: null,
    sslCert: null,
    sslKey: null,
  };
  let mode: SslMode | null = null;
  for (const [name, value] of new URLSearchParams(query)) {
    switch (name.toLowerCase().replaceAll(/[-_]/g, "")) {
      case "sslmode":
      case "tls":
        mode = modeOf(value);
        break;
      case "ssl":
        mode = value.startsWith("{") ? modeOfDriver(value) : modeOf(value);
        break;
      case "sslaccept":
        mode = value === "strict" ? "VERIFY_IDENTITY" : "REQUIRED";
        break;
      case "sslca":
      case "ca":
        files.sslCa = value;
        break;
      case "sslcert":
        files.sslCert = value;
        break;
      case "sslkey":
        files.sslKey = value;
        break;
      default:
        throw new DatabaseUrlError(`has a parameter "${name}", which means nothing here: use ${parameters}.`);
    }
  }
  if ((files.sslCert === null) !== (files.sslKey === null)) {
    throw new DatabaseUrlError("must name ssl-cert and ssl-key together.");
  }
  // A URL that names an authority means that it should be checked.
  const implied = files.sslCert === null ? "DISABLED" : "REQUIRED";
  return { ...files, sslMode: mode ?? (files.sslCa === null ? implied : "VERIFY_IDENTITY") };
}

const spellings: Readonly<Record<string, SslMode>> = {
  true: "VERIFY_IDENTITY",
  required: "REQUIRED",
  require: "REQUIRED",
  "skip-verify": "REQUIRED",
  verify: "VERIFY_IDENTITY",
  "verify-ca": "VERIFY_CA",
  "verify-identity": "VERIFY_IDENTITY",
  "verify-full": "VERIFY_IDENTITY",
  false: "DISABLED",
  disabled: "DISABLED",
  disable: "DISABLED",
};

function modeOf(value: string): SslMode {
  const mode = spellings[value.toLowerCase().replaceAll("_", "-")];
  if (mode) return mode;
  throw new DatabaseUrlError(
    `has an ssl-mode that is none of ${sslModes.join(", ")} (PREFERRED, which goes on without TLS, is not offered).`,
  );
}

/** Reads mysql2's own form of the parameter. */
function modeOfDriver(value: string): SslMode {
  try {
    const given: unknown = JSON.parse(value);
    const refuses =
      typeof given !== "object" ||
      given === null ||
      !("rejectUnauthorized" in given) ||
      given.rejectUnauthorized !== false;
    return refuses ? "VERIFY_IDENTITY" : "REQUIRED";
  } catch {
    throw new DatabaseUrlError(`has an ssl parameter that is not JSON: use ${parameters}.`);
  }
}
