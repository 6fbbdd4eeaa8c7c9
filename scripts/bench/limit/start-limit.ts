import { fileURLToPath } from "node:url";
import type { Contender } from "../contender.ts";
import { startContenderProcess } from "../contender-process.ts";

const script = fileURLToPath(new URL("limit-process.ts", import.meta.url));

/** Starts the upper bound for all contenders: undici from memory, in its own process. */
export function startLimit(receiverUrl: string): Promise<Contender> {
  return startContenderProcess("undici (the limit)", 0, script, [receiverUrl]);
}
