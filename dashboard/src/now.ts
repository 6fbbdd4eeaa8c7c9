import { useSyncExternalStore } from "react";

const tickMs = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let aheadMs = 0;
let shown = Date.now();

/** Takes the server's time as the time from here on; a browser's clock may be minutes wrong. */
export function followServerTime(serverTime: string): void {
  aheadMs = Date.parse(serverTime) - Date.now();
}

/** The server's time in milliseconds, as far as it is known. */
export function serverNow(): number {
  return Date.now() + aheadMs;
}

/** The server's time, renewed every second while something shows it. */
export function useNow(): number {
  return useSyncExternalStore(listen, () => shown);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    shown = serverNow();
    timer = setInterval(tick, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  shown = serverNow();
  for (const each of listeners) each();
}
