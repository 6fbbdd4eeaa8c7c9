import type { Signals } from "./run-landfall.ts";

const lookAtParentEveryMs = 500;

/**
 * Begins the stop on SIGINT, SIGTERM, SIGHUP, or when the parent named by `bootstrap.js` exits; a second
 * signal hurries. The parent is watched because a `kill -9` of it leaves no other sign.
 */
export function stopSignals(environment: NodeJS.ProcessEnv): Signals {
  const stop = new AbortController();
  const hurry = new AbortController();
  const onSignal = () => (stop.signal.aborted ? hurry.abort() : stop.abort());
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, onSignal);
  const parent = Number(environment.LANDFALL_PARENT ?? 0);
  // Tests run us below a script that passes its parent's id on; only a direct parent is watched.
  if (parent > 0 && parent === process.ppid) {
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      stop.abort();
    }, lookAtParentEveryMs);
    watch.unref();
  }
  // A closed terminal or pipe must not end us in the middle of the stop.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  return { stop: stop.signal, hurry: hurry.signal };
}
