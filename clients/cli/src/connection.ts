import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Failure, usageFailure } from "./failure.ts";

/** Address of the API, and the key. */
export interface Connection {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Source of both, for people. */
  readonly source: string;
}

/**
 * Finds the API by `SCHED_API_URL` and `SCHED_API_KEY`, else in the `credentials.json` that `npm start` wrote to
 * `DATA_DIR` (`.data`). A key of that file is sent only to the address in that file.
 *
 * @throws Failure of access when one is missing or invalid
 */
export function findConnection(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): Connection {
  const found = lookUp(environment, folder);
  const { baseUrl, apiKey, source } = found;
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw usageFailure(
      `“${baseUrl}” is no address of Landfall (${source}).`,
      "Write SCHED_API_URL=http://127.0.0.1:8080.",
    );
  }
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    const hint = "A key is sk_test_… or sk_live_…, without blanks.";
    throw new Failure("access", "no_credentials", `The API key is none (${source}).`, [hint]);
  }
  return found;
}

function lookUp(environment: Readonly<Record<string, string | undefined>>, folder: string): Connection {
  const { SCHED_API_URL: url, SCHED_API_KEY: key } = environment;
  if (url && key) return { baseUrl: url, apiKey: key, source: "SCHED_API_URL and SCHED_API_KEY" };
  const path = join(resolve(folder, environment.DATA_DIR || ".data"), "credentials.json");
  const file = readCredentials(path);
  if (file === null) throw missing(url, key, `There is no ${path}`);
  if (url && !sameAddress(url, file.baseUrl)) throw missing(url, key, `${path} is for ${file.baseUrl}`);
  if (key) return { baseUrl: url || file.baseUrl, apiKey: key, source: `SCHED_API_KEY and ${path}` };
  return { ...file, source: path };
}

function missing(url: string | undefined, key: string | undefined, why: string): Failure {
  const lacking = key ? "SCHED_API_URL" : url ? "SCHED_API_KEY" : "SCHED_API_URL and SCHED_API_KEY";
  return new Failure(
    "access",
    "no_credentials",
    `It is not known where Landfall is or who asks: ${lacking} not set.`,
    [
      `${why}, which would be used in place of them.`,
      "Set both, or run this in the folder where Landfall was started, or set DATA_DIR.",
    ],
  );
}

function sameAddress(one: string, other: string): boolean {
  return one.replace(/\/+$/, "") === other.replace(/\/+$/, "");
}

function readCredentials(path: string): { baseUrl: string; apiKey: string } | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return null;
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
  const value = parsed(text);
  if (typeof value === "object" && value !== null && "api_url" in value && "test_key" in value) {
    const { api_url, test_key } = value;
    if (typeof api_url === "string" && typeof test_key === "string")
      return { baseUrl: api_url, apiKey: test_key };
  }
  throw unreadable(path, "it has no `api_url` and `test_key`");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unreadable(path: string, why: string): Failure {
  return new Failure("access", "no_credentials", `${path} cannot be used: ${why}.`, [
    "Set SCHED_API_URL and SCHED_API_KEY, or start Landfall again, which writes it.",
  ]);
}
