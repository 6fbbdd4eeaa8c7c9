import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writePrivateFile } from "./private-file.ts";

/** The first project's API keys, as named in `credentials.json`. */
export interface Keys {
  readonly test_key: string;
  readonly live_key: string;
}

/** Path of the file with the API's address and keys, which clients read. */
export function credentialsPath(dataDir: string): string {
  return join(dataDir, "credentials.json");
}

/** Reads the saved keys; null if the file is missing or incomplete, so that keys must be created. */
export function readKeys(dataDir: string): Keys | null {
  try {
    const value: unknown = JSON.parse(readFileSync(credentialsPath(dataDir), "utf8"));
    if (typeof value !== "object" || value === null || !("test_key" in value) || !("live_key" in value))
      return null;
    const { test_key, live_key } = value;
    return typeof test_key === "string" && typeof live_key === "string" ? { test_key, live_key } : null;
  } catch {
    return null;
  }
}

export function writeCredentials(dataDir: string, apiUrl: string, keys: Keys): void {
  const { test_key, live_key } = keys;
  writePrivateFile(
    credentialsPath(dataDir),
    `${JSON.stringify({ api_url: apiUrl, test_key, live_key }, null, 2)}\n`,
  );
}
