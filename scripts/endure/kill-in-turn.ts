import { setTimeout as delay } from "node:timers/promises";
import type { Kill } from "./judge.ts";

/** A process that can be killed and started again. */
export interface Killable {
  readonly name: string;
  signal(signal: "SIGKILL"): Promise<void>;
  start(): Promise<void>;
}

/** Goes on until it is stopped, which lets the last victim come back first. */
export interface Killing extends AsyncDisposable {
  /** So far. */
  readonly kills: readonly Kill[];
  /** @throws what made a victim not come back */
  stop(): Promise<void>;
}

/**
 * Kills one of the processes with SIGKILL every so often and starts it again at once: all of them in an order by chance,
 * then all of them in another.
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
  // It is heard of when it is stopped.
  done.catch(() => undefined);
  const stop = () => {
    stopping.abort();
    return done;
  };
  return { kills, stop, [Symbol.asyncDispose]: () => stop().catch(() => undefined) };
}
