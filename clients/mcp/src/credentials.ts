import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Address of the API, and the key to call it with. */
export interface Credentials {
  readonly apiKey: string;
  readonly baseUrl: string;
}

const missing =
  "Set SCHED_API_URL and SCHED_API_KEY, or DATA_DIR to the data directory of a Landfall on this machine.";

/**
 * Reads `SCHED_API_URL` and `SCHED_API_KEY`; missing ones come from `DATA_DIR/credentials.json` (default `.data`),
 * with the test key.
 *
 * @throws Error that says what to set
 */
export function readCredentials(environment: Readonly<Record<string, string | undefined>>): Credentials {
  const { SCHED_API_URL: url, SCHED_API_KEY: key, DATA_DIR: dataDir } = environment;
  if (url && key) return { baseUrl: url, apiKey: key };
  const kept = readKept(join(dataDir || ".data", "credentials.json"));
  const baseUrl = url || kept.api_url;
  const apiKey = key || kept.test_key;
  if (typeof baseUrl !== "string" || typeof apiKey !== "string") throw new Error(missing);
  return { baseUrl, apiKey };
}

function readKept(path: string): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof kept === "object" && kept !== null ? { ...kept } : {};
  } catch {
    return {};
  }
}
