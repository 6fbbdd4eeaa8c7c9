import { attemptErrorCodes } from "../../generated/rpc/attempt-error-codes.ts";
import type { RetryPolicy, RetryRule } from "../../generated/rpc/landfall/request/v1/request.ts";
import { ServiceError } from "../runtime/errors.ts";
import { durationMs } from "../runtime/time/duration.ts";
import { durationHint } from "../runtime/time/duration-hint.ts";
import type { EffectiveRetryPolicy, StoredRetryPolicy } from "../store/for-rules.ts";
import { keptDuration } from "./kept-duration.ts";

/** A policy with its defaults filled in, as the API returns it; durations are Go duration strings. */
export interface FullRetryPolicy {
  readonly max_attempts: number;
  readonly strategy: string;
  readonly base: string;
  readonly factor: number;
  readonly max: string;
  readonly jitter: boolean;
  readonly delays?: readonly string[];
  readonly rules?: readonly {
    readonly status?: string;
    readonly error?: string;
    readonly action: string;
    readonly after?: string;
  }[];
}

const strategies = ["exponential", "linear", "fixed", "list"] as const;
const actions = ["retry", "dead_letter", "succeed"] as const;

/**
 * Checks a retry policy and fills in its defaults.
 *
 * @param policy undefined: the caller gave none
 *
 * @throws ServiceError `invalid_retry_policy`
 */
export function judgeRetryPolicy(policy: RetryPolicy | undefined): StoredRetryPolicy<FullRetryPolicy> {
  return policy === undefined ? defaultPolicy : filled(policy);
}

function filled(policy: RetryPolicy | undefined): StoredRetryPolicy<FullRetryPolicy> {
  const maxAttempts = policy?.maxAttempts ?? 8;
  if (!(maxAttempts >= 1 && maxAttempts <= 50)) wrong("max_attempts", "must be from 1 to 50");
  const strategy = oneOf(strategies, policy?.strategy ?? "exponential", "strategy");
  const factor = policy?.factor ?? 2;
  if (!(factor >= 1 && factor <= 100)) wrong("factor", "must be from 1 to 100");
  const delays = policy?.delays ?? [];
  if (strategy === "list" && delays.length === 0) {
    wrong("delays", "must hold at least one duration for the strategy list");
  }
  if (strategy !== "list" && delays.length > 0) wrong("delays", "goes with the strategy list only");
  if (delays.length > 50) wrong("delays", "must hold at most 50 durations");
  if ((policy?.rules.length ?? 0) > 50) wrong("rules", "must hold at most 50 rules");
  const base = policy?.base ?? "5s";
  const max = policy?.max ?? "1h";
  const jitter = policy?.jitter ?? true;
  const effective: EffectiveRetryPolicy = {
    maxAttempts,
    strategy,
    baseMs: toMs(base, "base"),
    factor,
    maxMs: toMs(max, "max"),
    jitter,
    delaysMs: delays.map((text, index) => toMs(text, `delays.${index}`)),
    rules: (policy?.rules ?? []).map(judgeRule),
  };
  const written: FullRetryPolicy = {
    max_attempts: maxAttempts,
    strategy,
    base,
    factor,
    max,
    jitter,
    ...(delays.length > 0 && { delays }),
    ...(policy && policy.rules.length > 0 && { rules: policy.rules.map(writtenRule) }),
  };
  return { given: policy !== undefined, written, effective };
}

function judgeRule(rule: RetryRule, index: number): EffectiveRetryPolicy["rules"][number] {
  const at = `rules.${index}`;
  const { status, error, action, after } = rule;
  if (status === undefined && error === undefined) wrong(at, "needs a status or an error");
  if (status !== undefined && !/^[1-5](?:[0-9]{2}|xx)$/.test(status)) {
    wrong(`${at}.status`, "must be a status such as 404, or a class such as 4xx");
  }
  if (after !== undefined && action !== "retry") wrong(`${at}.after`, "goes with the action retry only");
  return {
    status: status ?? null,
    error: error === undefined ? null : oneOf(attemptErrorCodes, error, `${at}.error`),
    action: oneOf(actions, action, `${at}.action`),
    afterMs: after === undefined ? null : toMs(after, `${at}.after`),
  };
}

function writtenRule({ status, error, action, after }: RetryRule) {
  return {
    ...(status !== undefined && { status }),
    ...(error !== undefined && { error }),
    action,
    ...(after !== undefined && { after }),
  };
}

/** Ten years. A schedule may not lie further ahead, so a longer wait is a mistake. */
const longestNs = 3_653n * 24n * 3_600_000_000_000n;

/** Computed once, since nearly all schedules have it. */
const defaultPolicy = filled(undefined);

function toMs(text: string, field: string): number {
  const ns = keptDuration(text);
  if (ns === null || ns < 0n || ns > longestNs) {
    wrong(field, `must be a Go duration such as 5s, from 0s to 10 years${durationHint(text)}`);
  }
  return durationMs(ns);
}

function oneOf<const T extends string>(values: readonly T[], text: string, field: string): T {
  return values.find((value) => value === text) ?? wrong(field, `must be one of ${values.join(", ")}`);
}

function wrong(field: string, what: string): never {
  throw new ServiceError("invalid_retry_policy", `retry_policy.${field} ${what}.`, `retry_policy.${field}`);
}
