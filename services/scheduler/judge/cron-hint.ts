import { parseDuration } from "../../runtime/time/duration.ts";
import { durationHint } from "../../runtime/time/duration-hint.ts";
import { parseCron } from "../timing/cron/parse-cron.ts";

const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
const year = /^(\*|\?|(19|20|21)\d\d([-,/]\S*)?|\*\/\d+)$/;

/**
 * Returns a hint to append to a cron problem: how to write here an expression of another dialect (AWS,
 * Quartz, Jenkins, Go's cron or Unix). Empty when the dialect is not recognized.
 */
export function cronHint(text: string): string {
  const written = text.trim();
  return everyHint(written) ?? cronTextHint(written) ?? "";
}

/** `rate(5 minutes)` and `@every 5m` are intervals; `@reboot` is not a time at all. */
function everyHint(text: string): string | null {
  if (/^@reboot$/i.test(text))
    return "; nothing boots here: give delay or fire_at for something that is sent once";
  const [, rate, every] = /^rate\((.*)\)$|^@every\s+(\S+)$/i.exec(text) ?? [];
  const interval = rate ?? every;
  if (interval === undefined) return null;
  if (parseDuration(interval) !== null) return `; give every: "${interval}" in place of cron`;
  const hint = durationHint(interval).replace("; write ", "");
  return hint === ""
    ? "; give every, a duration such as 5m, in place of cron"
    : `; give every: ${hint} in place of cron`;
}

function cronTextHint(text: string): string | null {
  const [, wrapped] = /^cron\((.*)\)$/i.exec(text) ?? [];
  const zoned = (wrapped ?? text).trim().replace(/^TZ=/, "CRON_TZ=");
  const [zone, fields] = zoned.startsWith("CRON_TZ=")
    ? [`${zoned.split(/\s+/)[0]} `, zoned.split(/\s+/).slice(1)]
    : ["", zoned.split(/\s+/)];
  const meant = `${zone}${withoutHashes(withoutYear(fields, wrapped !== undefined)).join(" ")}`;
  if (meant === text || "problem" in parseCron(meant)) return null;
  return `; write "${meant}"`;
}

/**
 * AWS has five fields and a year; Quartz has seconds, five fields and a year. Both count weekdays from Sunday
 * as 1.
 */
function withoutYear(fields: readonly string[], isAws: boolean): readonly string[] {
  const hasYear =
    fields.length === 7 || (fields.length === 6 && (isAws || fields[4] === "?" || fields[2] === "?"));
  if (!hasYear || !year.test(fields.at(-1) ?? "")) return fields;
  const kept = fields.slice(0, -1);
  const weekday = kept.at(-1) ?? "*";
  const named = weekday.replaceAll(
    /(?<![#/\d])[1-7](?!\d)/g,
    (digit) => weekdays[Number(digit) - 1] ?? digit,
  );
  return [...kept.slice(0, -1), named];
}

/** Jenkins replaces `H` by a number that it chooses; here the caller must choose. */
function withoutHashes(fields: readonly string[]): readonly string[] {
  return fields.map((field) =>
    field.replaceAll(/\bH\b(?:\(\d+-\d+\))?(?=\/)/g, "*").replaceAll(/\bH\b(?:\(\d+-\d+\))?/g, "0"),
  );
}
