import type { CreateScheduleRequest, WhenReading } from "../../sdk.ts";
import type { FormState, Pair } from "./form-state.ts";

/** Problems by the field that they are shown at, which has the name of the API's parameter. */
export type Problems = Readonly<Record<string, string>>;

/** Contents of the form as the API takes them. */
export interface FormRequest {
  readonly request: CreateScheduleRequest;
  /** Found without asking the API. */
  readonly problems: Problems;
}

/** Fields without a timing. A field that keeps what the schedule has is left out. */
export function fieldsOf(form: FormState): FormRequest {
  const problems: Record<string, string> = {};
  const text = (name: keyof CreateScheduleRequest, value: string) =>
    value.trim() === "" ? {} : { [name]: value.trim() };
  const request: CreateScheduleRequest = {
    ...(form.to === "profile"
      ? form.endpointId !== null && { endpoint_id: form.endpointId }
      : text("endpoint", form.endpoint)),
    ...(form.method !== "POST" && { method: form.method }),
    ...(form.headers !== null && pairs("headers", form.headers, problems)),
    ...bodyOf(form, problems),
    ...text("name", form.name),
    ...pairs("metadata", form.metadata, problems),
    ...text("timeout", form.timeout),
    ...text("ttl", form.ttl),
    ...instant("starts_at", form.startsAt, problems),
    ...instant("ends_at", form.endsAt, problems),
    ...number("max_runs", form.maxRuns, problems),
    ...policies(form, problems),
    ...(form.earlyFire && { early_fire: true }),
    ...text("idempotency_key", form.idempotencyKey),
  };
  if (request.endpoint === undefined && request.endpoint_id === undefined) {
    problems[form.to === "profile" ? "endpoint_id" : "endpoint"] =
      form.to === "profile" ? "Choose a profile." : "Enter the address that is called.";
  }
  return { request, problems };
}

/** A request of all that is typed. @param reading of the phrase; null if it cannot be read */
export function requestOf(form: FormState, reading: WhenReading | null): FormRequest {
  const { request, problems } = fieldsOf(form);
  if (reading === null) return { request, problems: { ...problems, when: "Say when, in words or as cron." } };
  return { request: { ...reading.timing, ...request }, problems };
}

/**
 * The fields in which a form differs from the one it began as; null puts a field back to its default.
 *
 * @param reading of the phrase; needed only if it is another one
 */
export function changesOf(before: FormState, after: FormState, reading: WhenReading | null): FormRequest {
  const old: Readonly<Record<string, unknown>> = { ...fieldsOf(before).request };
  const { request, problems } = fieldsOf(after);
  const now: Readonly<Record<string, unknown>> = { ...request };
  const changes: Record<string, unknown> = {};
  const isNewTiming = after.when !== before.when || after.zone !== before.zone || after.when === "";
  if (isNewTiming && reading !== null) Object.assign(changes, reading.timing);
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (JSON.stringify(old[key]) !== JSON.stringify(now[key])) changes[key] = now[key] ?? null;
  }
  if (before.headers === null && after.headers?.length === 0) changes.headers = null;
  if (before.bodyKind === "kept" && after.bodyKind !== "kept" && now.body === undefined) changes.body = null;
  // One destination takes the place of the other.
  if ("endpoint" in changes && "endpoint_id" in changes)
    delete changes[after.to === "url" ? "endpoint_id" : "endpoint"];
  const missing = isNewTiming && reading === null;
  return {
    request: changes,
    problems: missing ? { ...problems, when: "Say when, in words or as cron." } : problems,
  };
}

function pairs(name: "headers" | "metadata", list: readonly Pair[], problems: Record<string, string>) {
  const filled = list.filter((each) => each.name.trim() !== "" || each.value !== "");
  if (filled.some((each) => each.name.trim() === "")) problems[name] = "A value has no name.";
  const names = filled.map((each) => each.name.trim());
  if (new Set(names).size < names.length) problems[name] = "A name is there twice.";
  if (filled.length === 0) return {};
  return { [name]: Object.fromEntries(filled.map((each) => [each.name.trim(), each.value])) };
}

function bodyOf({ bodyKind, body }: FormState, problems: Record<string, string>): { body?: unknown } {
  switch (bodyKind) {
    case "none":
    case "kept":
      return {};
    case "text":
      return body === "" ? {} : { body };
    case "json": {
      if (body.trim() === "") return {};
      const parsed = parseJson(body);
      if ("problem" in parsed) problems.body = parsed.problem;
      return "problem" in parsed ? {} : { body: parsed.value };
    }
  }
}

/** Parses JSON; a problem names the line. */
export function parseJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = /position (\d+)/.exec(message)?.[1];
    const line = at === undefined ? "" : ` (line ${text.slice(0, Number(at)).split("\n").length})`;
    return { problem: `This is no JSON${line}: ${message.replace(/ in JSON at position.*$/, "")}.` };
  }
}

function instant(name: "starts_at" | "ends_at", value: string, problems: Record<string, string>) {
  if (value === "") return {};
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) problems[name] = "This is no date and time.";
  return Number.isNaN(at.getTime()) ? {} : { [name]: at.toISOString() };
}

function number(name: string, value: string, problems: Record<string, string>): Record<string, number> {
  if (value.trim() === "") return {};
  const parsed = Number(value);
  if (Number.isFinite(parsed)) return { [name.replace(/^.*\./, "")]: parsed };
  problems[name] = "This is no number.";
  return {};
}

/** Policies, each only if something of it is not the default. */
function policies(form: FormState, problems: Record<string, string>): Partial<CreateScheduleRequest> {
  const typed = (name: string, value: string) => (value.trim() === "" ? {} : { [name]: value.trim() });
  const misfire = {
    ...(form.misfire !== "once" && { policy: form.misfire }),
    ...typed("grace", form.misfireGrace),
    ...(form.misfire === "all" && number("misfire.max", form.misfireMax, problems)),
  };
  const dst = {
    ...(form.dstGap !== "end" && { gap: form.dstGap }),
    ...(form.dstOverlap !== "first" && { overlap: form.dstOverlap }),
  };
  const retry = {
    ...number("retry_policy.max_attempts", form.maxAttempts, problems),
    ...(form.strategy !== "exponential" && { strategy: form.strategy }),
    ...(form.strategy !== "list" && typed("base", form.base)),
    ...(form.strategy === "exponential" && number("retry_policy.factor", form.factor, problems)),
    ...typed("max", form.max),
    ...(!form.jitter && { jitter: false }),
    ...(form.strategy === "list" && { delays: form.delays.split(/[\s,]+/).filter((each) => each !== "") }),
    ...rulesOf(form.rules, problems),
  };
  return {
    ...(Object.keys(misfire).length > 0 && { misfire }),
    ...(form.overlap !== "allow" && { overlap: form.overlap }),
    ...(Object.keys(dst).length > 0 && { dst }),
    ...(Object.keys(retry).length > 0 && { retry_policy: retry }),
  };
}

function rulesOf(text: string, problems: Record<string, string>) {
  if (text.trim() === "") return {};
  const parsed = parseJson(text);
  if ("problem" in parsed) problems["retry_policy.rules"] = parsed.problem;
  else if (Array.isArray(parsed.value)) return { rules: parsed.value };
  else problems["retry_policy.rules"] = 'Rules are a list: [{ "status": "410", "action": "dead_letter" }].';
  return {};
}
