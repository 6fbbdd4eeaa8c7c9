import { formatInstant, parseInstant } from "../timing/instant.ts";
import { parseLocalTime } from "../timing/wall-clock.ts";

/** To follow what `fire_at` must be: what somebody must have meant by a text without an offset, or a Unix time. */
export function instantHint(text: string): string {
  if (parseLocalTime(text.replace(" ", "T").replace(/\.\d+$/, "")) !== null)
    return "; for a wall-clock time give local_fire_at with timezone";
  const seconds = /^\d{10}$/.test(text) ? Number(text) : /^\d{13}$/.test(text) ? Number(text) / 1_000 : null;
  return seconds === null ? "" : `; write "${formatInstant(seconds * 1_000)}"`;
}

/** The same of `local_fire_at` and a text with an offset. */
export function localTimeHint(text: string): string {
  return parseInstant(text) === null ? "" : "; for an instant give fire_at";
}
