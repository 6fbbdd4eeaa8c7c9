import { cpus } from "node:os";

/** Describes how long the machine's cores have been idle since it started, all together, in milliseconds. */
export function idleMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.idle, 0);
}
