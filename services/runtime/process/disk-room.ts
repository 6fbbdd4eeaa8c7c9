import { statfsSync } from "node:fs";

/** With less free space, a database on the disk may fail to write. */
const leastBytes = 8 * 1024 * 1024;

/** Free bytes on the disk of a folder; infinite if it cannot be determined. */
export function roomOf(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * Asks the store, unless its disk is full: its answer would then say nothing about writing.
 *
 * @param folder a folder on the store's disk; null if the store is elsewhere
 * @throws Error if the disk is full
 */
export async function whileThereIsRoom<Answer>(
  folder: string | null,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  if (folder !== null && roomOf(folder) < leastBytes) throw new Error(`the disk of ${folder} is full`);
  return ask();
}
