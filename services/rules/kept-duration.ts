import { parseDuration } from "../runtime/time/duration.ts";

/** Size of the columns that keep a duration as the caller wrote it, in characters. */
const longest = 100;

/**
 * Parses a duration that is stored as the caller wrote it; returns nanoseconds. Returns null where
 * `parseDuration` does, and for a text over 100 characters: any duration can be written shorter.
 */
export function keptDuration(text: string): bigint | null {
  return text.length > longest ? null : parseDuration(text);
}
