import { setTimeout as delay } from "node:timers/promises";
import type { Kill } from "./judge.ts";

/** A process that can be killed and started again. */
export interface Killable {
  readonly name: string;
  signal(signal: "SIGKILL"): Promise<void>;
  start(): Promise<void>;
}

/** Stops the killing, after the last victim has come back. */
export interface Killing extends AsyncDisposable {
  /** So far. */
  readonly kills: readonly Kill[];
  /** @throws the error that kept a process from coming back */
  stop(): Promise<void>;
}

/**
 * Kills a process with SIGKILL at intervals and restarts it at once: each once in random order, then again in
 * another.
 *
 * @param random uniform in [0, 1)
 */
export function startKilling(victims: readonly Killable[], everyMs: number, random: () => number): Killing {
  const kills: Kill[] = [];
  const stopping = new AbortController();
  const done = (async () => {
    for (let next: Killable[] = []; ; ) {
      await delay(everyMs, null, { signal: stopping.signal }).catch(() => undefined);
      if (next.length === 0) next = [...victims];
      const [victim] = next.splice(Math.floor(random() * next.length), 1);
      if (stopping.signal.aborted || !victim) return;
      kills.push({ process: victim.name, at: Date.now() });
      await victim.signal("SIGKILL");
      await victim.start();
    }
  })();
  // `stop` reports the error.
  done.catch(() => undefined);
  const stop = () => {
    stopping.abort();
    return done;
  };
  return { kills, stop, [Symbol.asyncDispose]: () => stop().catch(() => undefined) };
}
