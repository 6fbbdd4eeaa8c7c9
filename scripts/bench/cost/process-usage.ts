import { readFileSync } from "node:fs";

/** CPU time that a process has used, and memory that it holds. */
export interface Usage {
  /** CPU time of all its threads, user and system, and of its children, in seconds. */
  readonly cpuMs: number;
  readonly rssMb: number;
  /** Like `rssMb`, but shared pages are divided between the processes. */
  readonly pssMb: number;
}

/** USER_HZ: proc(5) counts in hundredths of a second on every Linux that Node supports. */
const tickMs = 10;

/** @throws when there is no such process */
export function usageOf(pid: number): Usage {
  return {
    cpuMs: cpuMsOf(pid),
    rssMb: kilobytesIn(readFileSync(`/proc/${pid}/status`, "utf8"), "VmRSS") / 1024,
    pssMb: kilobytesIn(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"), "Pss") / 1024,
  };
}

/** Returns the CPU time alone, with that of its children (PostgreSQL has one for each connection). */
export function cpuMsOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  const own = cpuMsIn(readFileSync(`/proc/${pid}/stat`, "utf8"));
  return children.reduce((total, child) => total + cpuMsOf(Number(child)), own);
}

/** Fields 14 to 17 of proc(5) `stat`, with those of children that ended; the name in brackets may hold blanks. */
export function cpuMsIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.slice(11, 15).reduce((ticks, field) => ticks + Number(field), 0) * tickMs;
}

/** The value of a line such as `VmRSS:   1234 kB`. */
export function kilobytesIn(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1]);
}
