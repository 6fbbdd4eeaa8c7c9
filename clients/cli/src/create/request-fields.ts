import type { CreateScheduleRequest, UpdateScheduleRequest } from "../../../sdk/src/index.ts";
import { usageFailure } from "../failure.ts";
import type { Session } from "../session.ts";
import { readBody } from "./read-body.ts";
import { readHeaderLines } from "./read-header-lines.ts";
import type { RequestWords, RuleWords } from "./request-options.ts";

/** Fields of a schedule except its URL and its timing. */
export type RequestFields = Omit<
  UpdateScheduleRequest,
  "endpoint" | "delay" | "fire_at" | "local_fire_at" | "cron" | "every"
>;

/**
 * Converts the options of a request to fields of the API; absent options are left out.
 *
 * @throws Failure for invalid values
 */
export async function requestFields(
  session: Session,
  words: RequestWords & RuleWords,
): Promise<RequestFields> {
  const { data = [], header = [] } = words;
  if (data.length > 1) throw usageFailure("-d is given twice: a request has one body.");
  const headers = readHeaderLines(header);
  const [given] = data;
  const body = given === undefined ? null : await readBody(session, given);
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  if (body?.isJson && !typed) headers["content-type"] = "application/json";
  const maxAttempts = wholeNumber("--max-attempts", words.maxAttempts);
  const maxRuns = wholeNumber("--max-runs", words.maxRuns);
  return {
    ...(body === null ? {} : { body: body.text }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(words.request === undefined ? {} : { method: methodOf(words.request) }),
    ...(words.name === undefined ? {} : { name: words.name }),
    ...(words.endpointId === undefined ? {} : { endpoint_id: words.endpointId }),
    ...(words.timeout === undefined ? {} : { timeout: words.timeout }),
    ...(words.ttl === undefined ? {} : { ttl: words.ttl }),
    ...(maxAttempts === undefined ? {} : { retry_policy: { max_attempts: maxAttempts } }),
    ...(words.meta === undefined ? {} : { metadata: readPairs(words.meta) }),
    ...(words.startsAt === undefined ? {} : { starts_at: words.startsAt }),
    ...(words.endsAt === undefined ? {} : { ends_at: words.endsAt }),
    ...(maxRuns === undefined ? {} : { max_runs: maxRuns }),
    ...(isMisfire(words.misfire) ? { misfire: { policy: words.misfire } } : {}),
    ...(isOverlap(words.overlap) ? { overlap: words.overlap } : {}),
  };
}

/** Reads pairs. @throws Failure for anything but `key=value` */
export function readPairs(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1)
        throw usageFailure(`“${pair}” is no pair.`, "Write --meta key=value, such as --meta order=4711.");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** Reads a number. @returns undefined if absent @throws Failure for anything else */
export function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw usageFailure(`${option} takes a whole number, such as ${option} 5; “${text}” is none.`);
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

function methodOf(text: string): NonNullable<CreateScheduleRequest["method"]> {
  const method = methods.find((each) => each === text.toUpperCase());
  if (method !== undefined) return method;
  throw usageFailure(`“${text}” is no method that can be sent.`, `Write one of ${methods.join(", ")}.`);
}

function isMisfire(text: string | undefined): text is "all" | "once" | "skip" {
  return text === "all" || text === "once" || text === "skip";
}

function isOverlap(text: string | undefined): text is "allow" | "skip" | "buffer_one" {
  return text === "allow" || text === "skip" || text === "buffer_one";
}
