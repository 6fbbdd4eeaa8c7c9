import type { Header, ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { checkDestination } from "../../runtime/egress/check-destination.ts";
import type { EgressPolicy } from "../../runtime/egress/policy.ts";
import type { Resolve } from "../../runtime/egress/resolve.ts";
import { refusal } from "../refusal.ts";
import { durationMs, parseDuration } from "../timing/duration.ts";
import { type FullRetryPolicy, judgeRetryPolicy } from "./judge-retry-policy.ts";

/** What destinations are judged by. */
export interface Destinations {
  readonly policy: EgressPolicy;
  readonly resolve: Resolve;
}

/** One request as it will be sent, but for what the dispatcher adds. */
export interface JudgedRequest {
  /** As the caller wrote it. */
  readonly endpoint: string;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Null: no body. */
  readonly body: Buffer | null;
  readonly bodyIsJson: boolean;
  /** As the caller wrote it; null: the default. */
  readonly timeout: string | null;
  readonly timeoutMs: number;
  readonly retryPolicy: FullRetryPolicy;
}

const methods: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const mostBodyBytes = 262_144;
const mostHeaders = 64;
const longestHeaderName = 120;
const longestHeaderValue = 4_096;
const defaultTimeoutMs = 30_000;

/** RFC 9110, 5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const forbiddenHeader =
  /^(?:host|content-length|transfer-encoding|connection|upgrade|te|trailer|keep-alive|expect|idempotency-key|(?:proxy|sched|webhook)-.*)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const controlCharacter = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * What is to be sent and where, by the rules of the public contract.
 *
 * @throws ServiceError with the field's code
 */
export async function judgeRequest(
  fields: ScheduleFields,
  destinations: Destinations,
): Promise<JudgedRequest> {
  const endpoint = await judgeEndpoint(fields, destinations);
  const method = fields.method ?? "POST";
  if (!methods.includes(method)) {
    throw refusal("invalid_method", "method must be GET, POST, PUT, PATCH or DELETE.", "method");
  }
  const body = fields.body ?? null;
  if (body !== null && body.length > mostBodyBytes) {
    throw refusal(
      "payload_too_large",
      `body must be at most ${mostBodyBytes} bytes as sent; this is ${body.length}.`,
      "body",
    );
  }
  return {
    endpoint,
    method,
    headers: judgeHeaders(fields.headers),
    body,
    bodyIsJson: fields.bodyIsJson,
    ...judgeTimeout(fields.timeout),
    retryPolicy: judgeRetryPolicy(fields.retryPolicy),
  };
}

async function judgeEndpoint(fields: ScheduleFields, { policy, resolve }: Destinations): Promise<string> {
  const { endpoint, endpointId } = fields;
  if (endpoint !== undefined && endpointId !== undefined) {
    throw refusal("invalid_endpoint", "Give endpoint or endpoint_id, not both.", "endpoint_id");
  }
  if (endpointId !== undefined)
    throw refusal("endpoint_not_found", "There is no such endpoint profile.", "endpoint_id");
  if (endpoint === undefined) {
    throw refusal("invalid_endpoint", "Give endpoint, an absolute https URL, or endpoint_id.", "endpoint");
  }
  const check = await checkDestination(endpoint, policy, resolve);
  if (!check.ok) throw refusal(check.code, `endpoint: ${check.message}.`, "endpoint");
  return endpoint;
}

function judgeHeaders(headers: readonly Header[]): (readonly [string, string])[] {
  if (headers.length > mostHeaders) {
    throw refusal("invalid_header", `There may be at most ${mostHeaders} headers.`, "headers");
  }
  return headers.map(({ name, value }): readonly [string, string] => {
    const problem = headerProblem(name, value);
    if (problem) {
      throw refusal("invalid_header", `headers: ${problem}.`, `headers.${name.slice(0, longestHeaderName)}`);
    }
    return [name, value];
  });
}

function headerProblem(name: string, value: string): string | null {
  if (name.length > longestHeaderName) return `a name may have at most ${longestHeaderName} characters`;
  if (!token.test(name)) return "a name must be a token of RFC 9110: letters, digits and !#$%&'*+-.^_`|~";
  if (forbiddenHeader.test(name)) return `${name.toLowerCase()} is set by Landfall or by HTTP itself`;
  if (value.length > longestHeaderValue) return `a value may have at most ${longestHeaderValue} characters`;
  if (controlCharacter.test(value) || !value.isWellFormed())
    return "a value must not hold control characters";
  return null;
}

function judgeTimeout(timeout: string | undefined): { timeout: string | null; timeoutMs: number } {
  if (timeout === undefined) return { timeout: null, timeoutMs: defaultTimeoutMs };
  const ns = parseDuration(timeout);
  if (ns === null || ns < 1_000_000_000n || ns > 300_000_000_000n) {
    throw refusal("invalid_timeout", "timeout must be a Go duration from 1s to 5m.", "timeout");
  }
  return { timeout, timeoutMs: durationMs(ns) };
}
