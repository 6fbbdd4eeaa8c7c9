import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync } from "node:fs";

/**
 * A text that no other process ever has, so that a process id written down can be told from the same
 * number given out again, also after a reboot; null when no such process is alive.
 */
export function identityOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return null;
  }
  return existsSync("/proc/self/stat") ? fromProc(pid) : fromPs(pid);
}

/** Linux: boot id and start time, field 22 of proc(5) `stat`; the name in brackets may hold blanks. */
function fromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie is dead, though its parent has not looked yet.
    if (fields[0] === "Z") return null;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[19]}`;
  } catch {
    return null;
  }
}

function fromPs(pid: number): string | null {
  try {
    const text = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      timeout: 5_000,
    });
    return text.trim() || null;
  } catch {
    return null;
  }
}

/**
 * A text that processes share which can look at one another by their numbers: one boot of one machine, and in it one
 * container. Null where that cannot be told.
 */
export function placeOfProcesses(): string | null {
  try {
    const bootId = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${bootId}/${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return null;
  }
}
