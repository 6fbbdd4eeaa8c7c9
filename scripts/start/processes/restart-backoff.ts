const firstMs = 100;
const longestMs = 5_000;

/** Milliseconds to wait before restarting a process after `failures` failures in a row (from 1). */
export function backoffMs(failures: number): number {
  return Math.min(firstMs * 2 ** Math.min(failures - 1, 10), longestMs);
}
