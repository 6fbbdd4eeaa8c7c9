import { z } from "zod";
import { parseWhen, showInstant, type WhenAssumption, type WhenReading } from "../../sdk/src/when/when.ts";
import { assumptionCode } from "./closed-sets.ts";
import { ToolFault } from "./fault.ts";

/** Default zone of phrases. */
const defaultTimezone = "UTC";

/** Argument: a time in words. */
export const when = z
  .string()
  .min(1)
  .max(200)
  .describe(
    "When, in plain words or as the API writes it: `in 2 hours`, `tomorrow at 9`, `friday 5pm Europe/Berlin`, " +
      "`every weekday at 9`, `every 15 minutes`, `last day of the month at 17:00`, `1h30m`, RFC 3339, or cron.",
  );

/** Argument: the user's time zone. */
export const timezone = z
  .string()
  .optional()
  .describe("IANA time zone of a phrase that names none, such as Europe/Berlin. Default: UTC.");

/** Argument: the assumptions are accepted. */
export const acceptAssumptions = z
  .boolean()
  .optional()
  .describe(
    "true: what the phrase left open may be taken as preview_schedule says. Without it such a phrase is refused.",
  );

/** Assumptions made in reading a phrase. */
export const assumptions = z.array(z.looseObject({ code: assumptionCode, message: z.string() }));

/** Arguments that name a timing. */
export interface TimingArguments {
  readonly when: string;
  readonly timezone?: string | undefined;
}

/** Reads the phrase. @throws WhenError for one that cannot be read; ToolFault for an invalid zone */
export function readTiming({ when: phrase, timezone: zone }: TimingArguments, now: number): WhenReading {
  if (zone !== undefined && !isReadableZone(zone, now)) {
    throw new ToolFault({
      code: "unknown_timezone",
      what: `“${zone}” is no IANA time zone.`,
      field: "timezone",
      nextStep: "Give a name such as Europe/Berlin or America/New_York, or leave `timezone` out for UTC.",
    });
  }
  return parseWhen(phrase, { now, timezone: zone ?? defaultTimezone });
}

function isReadableZone(zone: string, now: number): boolean {
  try {
    parseWhen("tomorrow at noon", { now, timezone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Reads the phrase of a change. @throws ToolFault for assumptions that were not accepted */
export function readAcceptedTiming(
  args: TimingArguments & { readonly accept_assumptions?: boolean | undefined },
  now: number,
): WhenReading {
  const reading = readTiming(args, now);
  if (reading.assumptions.length > 0 && args.accept_assumptions !== true) {
    throw new ToolFault({
      code: "assumption_not_accepted",
      what: `Nothing was changed. “${args.when}” is read as: ${reading.description}. It leaves open: ${sayAssumptions(reading.assumptions)}`,
      field: "when",
      nextStep:
        "If that is what is meant, call again with `accept_assumptions`: true; else say it exactly, with date, time of day and time zone.",
    });
  }
  return reading;
}

/** Formats assumptions in a line: `default_time: …`. */
export function sayAssumptions(made: readonly WhenAssumption[]): string {
  return made.map(({ code, message }) => `${code}: ${message}`).join(" ");
}

/** Converts assumptions for an answer. */
export function listAssumptions(made: readonly WhenAssumption[]): z.input<typeof assumptions> {
  return made.map(({ code, message }) => ({ code, message }));
}

/** Formats an instant on the wall clock of a timing's zone; null: it has no zone. */
export function localOf(
  at: string | null,
  { timing }: WhenReading,
  { timezone: zone }: TimingArguments,
): string | null {
  if (at === null) return null;
  const { local, zone: shown } = showInstant(
    Date.parse(at),
    "timezone" in timing ? timing.timezone : (zone ?? defaultTimezone),
  );
  return `${local} ${shown}`;
}
