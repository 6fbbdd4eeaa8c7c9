import { type Found, type Imported, leave, NotImportable, type NotImported } from "../imported.ts";
import { listAt, member, numberAt, textAt } from "../json-fields.ts";
import { awsTiming } from "./aws-timing.ts";
import { queryOf, targetsOf } from "./targets.ts";

/** Options for reading the rules. */
export interface EventBridgeOptions {
  /** URLs by ARN or name: of the rule, or of its target. */
  readonly map: ReadonlyMap<string, string>;
  readonly now: number;
}

/**
 * Reads rules of EventBridge (`aws events list-rules`, with `Targets` in each rule or beside `Rules`) and schedules
 * of EventBridge Scheduler (`get-schedule`, alone, in a list, or as `Schedules`). `--map` gives the destination of
 * each, since an ARN is not a URL.
 */
export function readEventBridge(value: unknown, options: EventBridgeOptions): Found {
  const items: Imported[] = [];
  const left: NotImported[] = [];
  for (const [index, rule] of rulesOf(value).entries()) {
    const name = textAt(rule, "Name") ?? `rule ${index + 1}`;
    const label = `${name} ${textAt(rule, "ScheduleExpression") ?? ""}`.trim();
    try {
      items.push(...importedOf(value, rule, name, label, options));
    } catch (error) {
      if (!(error instanceof NotImportable)) throw error;
      left.push({ label, reason: error.message });
    }
  }
  return { items, left };
}

function rulesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const listed = [...listAt(value, "Rules"), ...listAt(value, "Schedules")];
  return listed.length > 0 || textAt(value, "ScheduleExpression") === null ? listed : [value];
}

function importedOf(
  all: unknown,
  rule: unknown,
  name: string,
  label: string,
  { map, now }: EventBridgeOptions,
): readonly Imported[] {
  const expression = textAt(rule, "ScheduleExpression") ?? leave("it waits for events, not for a time");
  const arn = textAt(rule, "Arn");
  const timing = {
    ...awsTiming(expression, textAt(rule, "ScheduleExpressionTimezone") ?? "UTC", now),
    ...datesOf(rule),
  };
  const targets = targetsOf(all, rule);
  const notes =
    textAt(rule, "FlexibleTimeWindow", "Mode") === "FLEXIBLE"
      ? ["it fires on time, not within a window"]
      : [];
  return targets.map((target, index) => {
    const where = [textAt(target, "Arn"), arn, name].filter((each) => each !== null);
    const url = where.map((each) => map.get(each)).find((each) => each !== undefined);
    if (url === undefined)
      leave(`its target is no URL: say where to with --map '${where[0] ?? name}=https://…'`);
    const retries = numberAt(target, "RetryPolicy", "MaximumRetryAttempts");
    const headers = stringsOf(member(target, "HttpParameters", "HeaderParameters"));
    const input = textAt(target, "Input");
    if (input !== null && !("content-type" in headers)) headers["content-type"] = "application/json";
    const suffix = targets.length === 1 ? "" : ` ${textAt(target, "Id") ?? index + 1}`;
    return {
      sourceId: `${arn ?? name}${suffix}`,
      label: `${label}${suffix}`,
      request: {
        ...timing,
        endpoint: queryOf(url, stringsOf(member(target, "HttpParameters", "QueryStringParameters"))),
        method: "POST" as const,
        ...(Object.keys(headers).length === 0 ? {} : { headers }),
        ...(input === null ? {} : { body: input }),
        ...(retries === null ? {} : { retry_policy: { max_attempts: Math.min(50, retries + 1) } }),
        name: `${name}${suffix}`,
      },
      isPaused: textAt(rule, "State") === "DISABLED",
      notes,
    };
  });
}

/** Bounds of a schedule of EventBridge Scheduler; the AWS command prints instants or seconds. */
function datesOf(rule: unknown): { starts_at?: string; ends_at?: string } {
  const [start, end] = [instantOf(member(rule, "StartDate")), instantOf(member(rule, "EndDate"))];
  return { ...(start === null ? {} : { starts_at: start }), ...(end === null ? {} : { ends_at: end }) };
}

function instantOf(given: unknown): string | null {
  const at =
    typeof given === "number" ? given * 1_000 : typeof given === "string" ? Date.parse(given) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function stringsOf(given: unknown): Record<string, string> {
  if (typeof given !== "object" || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
