import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync } from "node:fs";

/**
 * Identifies a process by more than its id, so that a reused process id can be recognized, also after a
 * reboot; null if no such process is alive.
 */
export function identityOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process lives but belongs to another user.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return null;
  }
  return existsSync("/proc/self/stat") ? fromProc(pid) : fromPs(pid);
}

/** Linux: boot id and start time, field 22 of proc(5) `stat`; the name in brackets may contain blanks. */
function fromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie is dead; its parent has only not reaped it yet.
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
 * Identifies the place in which processes can look each other up by id: one boot of one machine, and one
 * container in it. Null if it cannot be determined.
 */
export function placeOfProcesses(): string | null {
  try {
    const bootId = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${bootId}/${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return null;
  }
}
