import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createKeyRing } from "../../../services/runtime/sealing.ts";
import { CommandFailure, reasonOf } from "../failure.ts";
import { writePrivateFile } from "./private-file.ts";

/**
 * Loads the key ring of `$DATA_DIR/sealing-keys`, created on the first start. Sealed data cannot be opened
 * without it, so a damaged file is never replaced.
 *
 * @throws CommandFailure if the file is not a valid key ring
 */
export function loadSealingKeys(dataDir: string): string {
  const path = join(dataDir, "sealing-keys");
  if (!existsSync(path)) writePrivateFile(path, `k1:${randomBytes(32).toString("base64")}\n`);
  try {
    const keys = readFileSync(path, "utf8").trim();
    createKeyRing(keys);
    return keys;
  } catch (error) {
    throw new CommandFailure(
      `${path} is damaged (${reasonOf(error)}): put back a copy of it, or set SEALING_KEYS.`,
    );
  }
}
