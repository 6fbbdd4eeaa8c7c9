import cronstrue from "cronstrue";
import type { TimingColumns } from "../../store/for-scheduler.ts";
import { formatInstant } from "../timing/instant.ts";

/** Describes a timing in words, so that people can check what they have written. */
export function describeTiming(timing: TimingColumns): string {
  return [sentence(timing), ...bounds(timing)].join(", ");
}

function sentence(timing: TimingColumns): string {
  switch (timing.kind) {
    case "one_shot":
      return timing.localFireAt === null
        ? `Once, at ${formatInstant(timing.fireAt ?? 0)}`
        : `Once, at ${timing.localFireAt} in ${timing.timezone ?? "UTC"}`;
    case "interval":
      return `Every ${timing.every ?? ""}`;
    case "cron":
      return `${cronInWords(timing.cron ?? "")}, ${timing.timezone ?? "UTC"}`;
  }
}

/** The library knows most of the dialect; for the rest, the expression itself is the description. */
function cronInWords(cron: string): string {
  const expression = cron.trim().replace(/^CRON_TZ=\S+\s+/, "");
  try {
    return cronstrue.toString(withUnevenStepsListed(expression), {
      use24HourTimeFormat: true,
      throwExceptionOnParseError: true,
    });
  } catch {
    return `Cron ${expression}`;
  }
}

/**
 * Number of values of each field, seconds first. Weekdays are left out: the library writes such a step as a
 * list of days.
 */
const sizes = [60, 60, 24, 31, 12] as const;

/**
 * Writes out steps that do not divide their field. Every 45th minute is minutes 0 and 45, not "every 45
 * minutes", since each hour starts again at 0.
 */
function withUnevenStepsListed(expression: string): string {
  const fields = expression.split(/[ \t]+/);
  if (fields.length !== 5 && fields.length !== 6) return expression;
  const missing = 6 - fields.length;
  return fields.map((field, place) => listed(field, place + missing)).join(" ");
}

function listed(field: string, place: number): string {
  const size = sizes[place];
  const step = Number(/^\*\/(\d+)$/.exec(field)?.[1] ?? 1);
  // Months have 28 to 31 days, so only a step of 1 divides all of them.
  if (size === undefined || (size % step === 0 && size !== 31) || step === 1) return field;
  const first = size === 31 || size === 12 ? 1 : 0;
  return Array.from({ length: Math.ceil(size / step) }, (_, index) => first + index * step).join(",");
}

function bounds({ startsAt, endsAt, maxRuns }: TimingColumns): string[] {
  return [
    ...(startsAt === null ? [] : [`from ${formatInstant(startsAt)}`]),
    ...(endsAt === null ? [] : [`until ${formatInstant(endsAt)}`]),
    ...(maxRuns === null ? [] : [maxRuns === 1 ? "once" : `${maxRuns} times`]),
  ];
}
