import { formatInstant, parseInstant } from "../timing/instant.ts";
import { parseLocalTime } from "../timing/wall-clock.ts";

/**
 * Returns a hint to append to a problem with `fire_at`: the likely meaning of a text without an offset, or of
 * a Unix time.
 */
export function instantHint(text: string): string {
  if (parseLocalTime(text.replace(" ", "T").replace(/\.\d+$/, "")) !== null)
    return "; for a wall-clock time give local_fire_at with timezone";
  const seconds = /^\d{10}$/.test(text) ? Number(text) : /^\d{13}$/.test(text) ? Number(text) / 1_000 : null;
  return seconds === null ? "" : `; write "${formatInstant(seconds * 1_000)}"`;
}

/** Returns a hint to append to a problem with `local_fire_at`, when the text has an offset. */
export function localTimeHint(text: string): string {
  return parseInstant(text) === null ? "" : "; for an instant give fire_at";
}
