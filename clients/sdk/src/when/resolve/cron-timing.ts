import type { Context } from "../context.ts";
import type { WhenTiming } from "../reading.ts";
import { refuse } from "../when-error.ts";

/**
 * Timing of a cron expression in the zone of its phrase. A whole-hour offset becomes a zone of the
 * database, reported as an assumption, since UTC+2 may be meant as a place with summer time.
 *
 * @throws WhenError for an offset that has no zone
 */
export function cronTiming(expression: string, context: Context): WhenTiming {
  const { zone } = context;
  if (zone.kind === "place") return { cron: expression, timezone: zone.name };
  const hours = zone.minutes / 60;
  if (!Number.isInteger(hours) || hours < -12) {
    refuse(
      "not_expressible",
      "A repeating schedule needs a place, such as Asia/Kolkata, in place of this offset.",
    );
  }
  const said = `UTC${hours > 0 ? "+" : ""}${hours}`;
  // The database's names have the opposite sign.
  const name = `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
  context.assume(
    "fixed_offset",
    `${said} is kept all year, without summer time; its zone is called ${name}.`,
  );
  return { cron: expression, timezone: name };
}
