const firstMs = 100;
const longestMs = 5_000;

/** Milliseconds to wait before a process that died for the `failures`th time in a row (from 1) is started again. */
export function backoffMs(failures: number): number {
  return Math.min(firstMs * 2 ** Math.min(failures - 1, 10), longestMs);
}
