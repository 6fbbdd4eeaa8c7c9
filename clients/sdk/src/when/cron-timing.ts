import type { Context } from "./context.ts";
import type { WhenTiming } from "./reading.ts";
import { refuse } from "./when-error.ts";

/**
 * A cron expression in the zone of its phrase. A whole-hour offset has a zone in the database; it is
 * assumed aloud, since whoever writes UTC+2 may mean a place with summer time.
 *
 * @throws WhenError for an offset that is no zone
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
  // The names of the database count westwards.
  const name = `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
  context.assume(
    "fixed_offset",
    `${said} is kept all year, without summer time; its zone is called ${name}.`,
  );
  return { cron: expression, timezone: name };
}
