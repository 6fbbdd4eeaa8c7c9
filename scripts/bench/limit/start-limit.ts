import { fileURLToPath } from "node:url";
import type { Contender } from "../contender.ts";
import { startContenderProcess } from "../contender-process.ts";

const script = fileURLToPath(new URL("limit-process.ts", import.meta.url));

/** The limit that all others are held against: undici from memory, in a process of its own. */
export function startLimit(receiverUrl: string): Promise<Contender> {
  return startContenderProcess("undici (the limit)", 0, script, [receiverUrl]);
}
