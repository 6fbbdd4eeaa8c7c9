import { cpus } from "node:os";

/** Returns the idle time of all cores since the machine started, summed, in milliseconds. */
export function idleMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.idle, 0);
}
