import { setTimeout as delay } from "node:timers/promises";
import { identityOf } from "../../../services/runtime/process/process-identity.ts";

/** Polling interval for a process that is not our child and so cannot be awaited. */
const lookEveryMs = 25;

/**
 * Ends a process that another one started: waits `patienceMs` for it to exit, then sends SIGTERM, then,
 * after `limitMs`, SIGKILL. Does nothing if the process no longer has this `identity`.
 */
export async function endProcess(
  pid: number,
  identity: string,
  { patienceMs, limitMs }: { patienceMs: number; limitMs: number },
): Promise<void> {
  if (await goneWithin(pid, identity, patienceMs)) return;
  signal(pid, "SIGTERM");
  if (await goneWithin(pid, identity, limitMs)) return;
  signal(pid, "SIGKILL");
  await goneWithin(pid, identity, limitMs);
}

async function goneWithin(pid: number, identity: string, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; identityOf(pid) === identity; waitedMs += lookEveryMs) {
    if (waitedMs >= limitMs) return false;
    await delay(lookEveryMs);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It exited in the meantime.
  }
}
