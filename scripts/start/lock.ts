import { linkSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { identityOf } from "../../services/runtime/process-identity.ts";
import { CommandFailure, codeOf } from "./failure.ts";
import { keptRecord } from "./kept-record.ts";
import { writePrivateFile } from "./private-file.ts";

/** A process, so written down that it is not mistaken for a later one of the same number. */
export interface ProcessRecord {
  readonly pid: number;
  readonly identity: string;
}

export interface Lock {
  /** What the previous holder left running when it was killed; empty after an orderly end. */
  readonly leftovers: readonly ProcessRecord[];
  /** Notes the processes that must be looked after if this one is killed. */
  note(children: readonly ProcessRecord[]): void;
  release(): void;
}

interface Holder extends ProcessRecord {
  readonly children: readonly ProcessRecord[];
}

const tries = 5;

/**
 * Takes the data directory for this process. A lock whose process is gone, also by a reboot, counts for
 * nothing.
 *
 * @throws CommandFailure when another process that is alive has it
 */
export function takeLock(dataDir: string): Lock {
  const path = join(dataDir, "lock");
  const own: ProcessRecord = { pid: process.pid, identity: identityOf(process.pid) ?? "" };
  let leftovers: readonly ProcessRecord[] = [];
  for (let round = 0; round < tries; round++) {
    if (create(path, { ...own, children: leftovers })) {
      const record = keptRecord(path);
      return {
        leftovers,
        note: (children) => record.write(JSON.stringify({ ...own, children })),
        release: () => record.remove(),
      };
    }
    const holder = readHolder(path);
    if (holder === null) continue;
    if (identityOf(holder.pid) === holder.identity) throw taken(dataDir, holder.pid);
    leftovers = holder.children;
    removeStale(path, holder);
  }
  throw new CommandFailure(
    `The data directory ${dataDir} is being started by somebody else: wait for that, or set DATA_DIR=.`,
  );
}

function taken(dataDir: string, pid: number): CommandFailure {
  return new CommandFailure(
    `Landfall already runs on ${dataDir} (process ${pid}): use that one, end it with kill ${pid}, or choose another folder with DATA_DIR=.`,
  );
}

/** `link` either makes the whole file or fails: no one ever reads half a lock. */
function create(path: string, holder: Holder): boolean {
  const candidate = `${path}.${process.pid}`;
  writePrivateFile(candidate, JSON.stringify(holder));
  try {
    linkSync(candidate, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(candidate, { force: true });
  }
}

/** Moved aside first: whoever moved it owns its removal, and a fresh lock caught by mistake goes back. */
function removeStale(path: string, stale: Holder): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
    const caught = readHolder(aside);
    if (caught !== null && caught.identity !== stale.identity) linkSync(aside, path);
  } catch {
    // Another process was faster; the next round sees what it left.
  }
  rmSync(aside, { force: true });
}

function readHolder(path: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (!isRecord(value)) return { pid: 0, identity: "unreadable", children: [] };
    const children: unknown = "children" in value ? value.children : [];
    return {
      pid: value.pid,
      identity: value.identity,
      children: Array.isArray(children) ? children.filter(isRecord) : [],
    };
  } catch (error) {
    // Gone: released between our two looks. Anything else is damage, and nobody's lock.
    return codeOf(error) === "ENOENT" ? null : { pid: 0, identity: "unreadable", children: [] };
  }
}

function isRecord(value: unknown): value is ProcessRecord {
  if (typeof value !== "object" || value === null || !("pid" in value) || !("identity" in value))
    return false;
  return typeof value.pid === "number" && value.pid > 0 && typeof value.identity === "string";
}
