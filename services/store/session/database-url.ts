import { isIP } from "node:net";
import { type DatabaseTls, parseTls, tlsOptions } from "./database-tls.ts";
import { DatabaseUrlError } from "./database-url-error.ts";

/** One server of a store. */
export interface DatabaseHost {
  readonly host: string;
  readonly port: number;
}

/** A parsed `mysql://` URL. */
export interface DatabaseUrl extends DatabaseTls {
  /** At least one, in the order in which they are tried. */
  readonly hosts: readonly DatabaseHost[];
  readonly user: string;
  readonly password: string;
  /** Empty: none. */
  readonly database: string;
}

const example = "mysql://user:password@127.0.0.1:3306/landfall";
const form = /^mysql:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?#@]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/;

/**
 * Parses `mysql://user:password@host:3306,host2:3306/database?ssl-mode=VERIFY_IDENTITY&ssl-ca=/path`. Also
 * accepts the spellings of database providers: `sslmode`, `sslMode`, `ssl_mode`, `ssl=true`, mysql2's
 * `ssl={"rejectUnauthorized":…}` and Prisma's `sslaccept`.
 *
 * @throws DatabaseUrlError for any other form, and for an unknown parameter
 */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  const [, user = "", password = "", hosts = "", database = "", query = ""] = form.exec(text) ?? [];
  if (!form.test(text) || hosts === "") {
    const isOne = text.includes("://") && (hosts === "" || !text.startsWith("mysql://"));
    throw new DatabaseUrlError(
      `${isOne ? "must begin with mysql://host" : "is not a URL"}: use the form ${example}.`,
    );
  }
  const url: DatabaseUrl = {
    hosts: hosts.split(",").map(parseHost),
    user: decoded(user),
    password: decoded(password),
    database: decoded(database),
    ...parseTls(query),
  };
  // Refused, because the driver would compare the certificate with "localhost".
  if (url.sslMode === "VERIFY_IDENTITY" && url.hosts.some(({ host }) => isIP(host) !== 0)) {
    throw new DatabaseUrlError(
      "has an address as its host, which ssl-mode=VERIFY_IDENTITY cannot compare with a certificate: name the host, or use ssl-mode=VERIFY_CA with ssl-ca.",
    );
  }
  return url;
}

/** Formats a URL that `parseDatabaseUrl` reads. */
export function formatDatabaseUrl(url: DatabaseUrl): string {
  const { user, password, database } = url;
  const given = Object.entries({
    "ssl-mode": url.sslMode === "DISABLED" ? null : url.sslMode,
    "ssl-ca": url.sslCa,
    "ssl-cert": url.sslCert,
    "ssl-key": url.sslKey,
  }).flatMap(([name, value]) => (value === null ? [] : `${name}=${encodeURIComponent(value)}`));
  const account = `${encodeURIComponent(user)}${password === "" ? "" : `:${encodeURIComponent(password)}`}`;
  const query = given.length === 0 ? "" : `?${given.join("&")}`;
  return `mysql://${account === "" ? "" : `${account}@`}${formatHosts(url)}/${encodeURIComponent(database)}${query}`;
}

/** Formats `host:3306,host2:3307`, for people. */
export function formatHosts({ hosts }: DatabaseUrl): string {
  return hosts.map(({ host, port }) => `${host.includes(":") ? `[${host}]` : host}:${port}`).join(",");
}

/**
 * Returns the driver's options for one of the hosts. @throws DatabaseUrlError when a PEM file cannot be read
 */
export function connectionOptions(url: DatabaseUrl, { host, port }: DatabaseHost) {
  const { user, password, database } = url;
  return { host, port, user, password, ...(database !== "" && { database }), ...tlsOptions(url) };
}

function parseHost(text: string): DatabaseHost {
  const [, bracketed, plain, port = "3306"] =
    /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
    throw new DatabaseUrlError(
      `has a host that is not host or host:port: use the form ${example}, several hosts with commas between.`,
    );
  }
  return { host, port: Number(port) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new DatabaseUrlError(`has a % that is not followed by two hex digits: write % itself as %25.`);
  }
}
