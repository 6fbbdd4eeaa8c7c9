import { parseDuration } from "../runtime/duration.ts";

/** What is kept as it was written has so much room in the store. */
const longest = 100;

/**
 * The nanoseconds of a duration that is kept as the caller wrote it; null where `parseDuration` gives null, and for
 * a text of more than 100 characters, which says nothing that a shorter one does not.
 */
export function keptDuration(text: string): bigint | null {
  return text.length > longest ? null : parseDuration(text);
}
