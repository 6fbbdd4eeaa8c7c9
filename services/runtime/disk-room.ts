import { statfsSync } from "node:fs";

/** Below this a database that lies on the disk cannot count on being able to write. */
const leastBytes = 8 * 1024 * 1024;

/** Bytes that may still be written to the disk of a folder; unlimited where that cannot be told. */
export function roomOf(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * Asks a store something, unless the disk that it lies on is full: what it answers then would not tell.
 *
 * @param folder on that disk; null: it lies elsewhere
 * @throws Error when the disk is full
 */
export async function whileThereIsRoom<Answer>(
  folder: string | null,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  if (folder !== null && roomOf(folder) < leastBytes) throw new Error(`the disk of ${folder} is full`);
  return ask();
}
