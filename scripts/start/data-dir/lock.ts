import { linkSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { identityOf } from "../../../services/runtime/process/process-identity.ts";
import { CommandFailure, codeOf } from "../failure.ts";
import { keptRecord } from "./kept-record.ts";
import { writePrivateFile } from "./private-file.ts";

/** A process, with an identity that distinguishes it from a later one with the same id. */
export interface ProcessRecord {
  readonly pid: number;
  readonly identity: string;
}

export interface Lock {
  /** Processes that the previous holder left running when it was killed; empty after a clean exit. */
  readonly leftovers: readonly ProcessRecord[];
  /** Records the processes that must be ended if this one is killed. */
  note(children: readonly ProcessRecord[]): void;
  release(): void;
}

interface Holder extends ProcessRecord {
  readonly children: readonly ProcessRecord[];
}

const tries = 5;

/**
 * Takes the data directory's lock for this process. A lock whose process is gone, also after a reboot, is
 * ignored.
 *
 * @throws CommandFailure if another living process has it
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

/** `link` creates the whole file or fails, so nobody reads half a lock. */
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

/**
 * Moves the stale lock aside first: whoever moved it removes it, and puts back a fresh lock moved by
 * mistake.
 */
function removeStale(path: string, stale: Holder): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
    const caught = readHolder(aside);
    if (caught !== null && caught.identity !== stale.identity) linkSync(aside, path);
  } catch {
    // Another process was faster; the next round sees its result.
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
    // Missing: released meanwhile. Any other error is a damaged lock without a holder.
    return codeOf(error) === "ENOENT" ? null : { pid: 0, identity: "unreadable", children: [] };
  }
}

function isRecord(value: unknown): value is ProcessRecord {
  if (typeof value !== "object" || value === null || !("pid" in value) || !("identity" in value))
    return false;
  return typeof value.pid === "number" && value.pid > 0 && typeof value.identity === "string";
}
