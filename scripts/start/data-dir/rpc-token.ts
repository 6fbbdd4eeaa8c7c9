import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig, secretToken } from "../../../services/runtime/config.ts";
import { writePrivateFile } from "./private-file.ts";

/** Loads the token of `$DATA_DIR/rpc-token`; creates one if the file is missing or contains none. */
export function loadRpcToken(dataDir: string): string {
  const path = join(dataDir, "rpc-token");
  const kept = existsSync(path) ? readToken(readFileSync(path, "utf8").trim()) : null;
  if (kept !== null) return kept;
  const made = randomBytes(32).toString("hex");
  writePrivateFile(path, `${made}\n`);
  return made;
}

function readToken(text: string): string | null {
  try {
    return readConfig({ RPC_TOKEN: text }, { token: secretToken("RPC_TOKEN") }).token;
  } catch {
    return null;
  }
}
