import { createHash, randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { isUnavailable } from "../../runtime/errors.ts";
import type { Logger } from "../../runtime/logging/logger.ts";
import { startLoop } from "../../runtime/process/loop.ts";
import { identityOf, placeOfProcesses } from "../../runtime/process/process-identity.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import {
  beatDispatcherName,
  freeDispatcherName,
  type NamedProcess,
  type NameHolder,
  type Store,
  takeDispatcherName,
} from "../../store/for-dispatcher.ts";

/** The holder under which this process claims. */
export interface TakenName {
  /** 16 bytes: derived from the name, or random. */
  readonly holder: Buffer;
  /** Releases the name for the next process. */
  release(): Promise<void>;
}

export interface NameParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** Aborts the waits. */
  readonly signal: AbortSignal;
  /** Interval between heartbeats, in milliseconds. */
  readonly beatEveryMs?: number;
}

const defaultBeatEveryMs = 2_000;
/** Heartbeats to wait for from a process that runs elsewhere. */
const beatsWaitedFor = 2;
const tryAgainMs = 500;
const idBytes = 16;

/**
 * Takes the configured name, under which this process owns its earlier claims again after a restart.
 *
 * It takes the name at once if the previous process exited cleanly or was killed on this machine. If that
 * process ran elsewhere, for example in another container, it waits for two missed heartbeats. If a living
 * process has the name, as on a cloned machine, this process uses random bytes instead and logs it. While
 * the store is away it keeps trying.
 *
 * @param name null for random bytes
 */
export async function takeName(name: string | null, parts: NameParts): Promise<TakenName> {
  if (name === null) return { holder: randomBytes(idBytes), release: async () => undefined };
  const { store, log, signal, beatEveryMs = defaultBeatEveryMs } = parts;
  const holder = createHash("sha256").update(name).digest().subarray(0, idBytes);
  const own = thisProcess();
  const take = (mayTake: (other: NameHolder) => boolean) =>
    untilReached(parts, () => takeDispatcherName(store, holder, own, mayTake));
  let other = await take((before) => hasEnded(before, own));
  if (other !== null && !isBeside(other, own)) {
    const seen = other;
    await delay(beatsWaitedFor * beatEveryMs, undefined, { signal });
    other = await take(({ processId, beats }) => processId.equals(seen.processId) && beats === seen.beats);
  }
  if (other === null) return held(parts, holder, own.processId, beatEveryMs);
  log.warn(
    { name, process: other.identity },
    "another running dispatcher has this name: using a random one; give each its own DISPATCHER_NAME",
  );
  return { holder: randomBytes(idBytes), release: async () => undefined };
}

function thisProcess(): NamedProcess {
  const identity = `${process.pid} ${identityOf(process.pid)}`;
  return { processId: randomBytes(idBytes), place: placeOfProcesses() ?? "", identity };
}

/** True if the other process ran where this one can look it up, so that its identity shows if it is alive. */
function isBeside(other: NamedProcess, own: NamedProcess): boolean {
  return own.place !== "" && other.place === own.place;
}

function hasEnded(other: NamedProcess, own: NamedProcess): boolean {
  if (!isBeside(other, own)) return false;
  const [pid = "", identity] = other.identity.split(" ", 2);
  return identityOf(Number(pid)) !== identity;
}

async function untilReached<Result>(
  { log, signal }: NameParts,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if (tries === 1) log.error({ err: error }, "the store does not answer: waiting for it");
      await delay(tryAgainMs, undefined, { signal });
    }
  }
}

function held(
  { store, clock, log }: NameParts,
  holder: Buffer,
  processId: Buffer,
  beatEveryMs: number,
): TakenName {
  let isOurs = true;
  const loop = startLoop({
    name: "hold-name",
    clock,
    log,
    async runOnce() {
      const wasOurs = isOurs;
      isOurs = await beatDispatcherName(store, holder, processId);
      // Its claims stay safe: each has its own fence.
      if (wasOurs && !isOurs) log.warn("another process took this one's name while it sent no heartbeats");
      return beatEveryMs;
    },
  });
  return {
    holder,
    async release() {
      await loop.stop();
      await freeDispatcherName(store, holder, processId).catch(() => undefined);
    },
  };
}
