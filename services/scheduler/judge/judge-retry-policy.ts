import type { RetryPolicy, RetryRule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { refusal } from "../refusal.ts";
import { parseDuration } from "../timing/duration.ts";

/** A policy with its defaults filled in, as it is stored (JSON) and answered; durations are Go duration strings. */
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

const strategies: readonly string[] = ["exponential", "linear", "fixed", "list"];
const actions: readonly string[] = ["retry", "dead_letter", "succeed"];
const errors: readonly string[] = [
  "dns",
  "connect",
  "tls",
  "timeout",
  "reset",
  "blocked",
  "too_large",
  "http_status",
  "interrupted",
];

/**
 * The policy of a schedule, its defaults filled in.
 *
 * @throws ServiceError `invalid_retry_policy`
 */
export function judgeRetryPolicy(policy: RetryPolicy | undefined): FullRetryPolicy {
  const maxAttempts = policy?.maxAttempts ?? 8;
  if (!(maxAttempts >= 1 && maxAttempts <= 50)) wrong("max_attempts", "must be from 1 to 50");
  const strategy = policy?.strategy ?? "exponential";
  if (!strategies.includes(strategy)) wrong("strategy", "must be exponential, linear, fixed or list");
  const factor = policy?.factor ?? 2;
  if (!(factor >= 1 && factor <= 100)) wrong("factor", "must be from 1 to 100");
  const delays = policy?.delays ?? [];
  if (strategy === "list" && delays.length === 0)
    wrong("delays", "must hold at least one duration for the strategy list");
  if (strategy !== "list" && delays.length > 0) wrong("delays", "goes with the strategy list only");
  if (delays.length > 50) wrong("delays", "must hold at most 50 durations");
  const rules = policy?.rules ?? [];
  if (rules.length > 50) wrong("rules", "must hold at most 50 rules");
  return {
    max_attempts: maxAttempts,
    strategy,
    base: duration(policy?.base ?? "5s", "base"),
    factor,
    max: duration(policy?.max ?? "1h", "max"),
    jitter: policy?.jitter ?? true,
    ...(delays.length > 0 && { delays: delays.map((text, index) => duration(text, `delays.${index}`)) }),
    ...(rules.length > 0 && { rules: rules.map(judgeRule) }),
  };
}

function judgeRule(rule: RetryRule, index: number) {
  const at = `rules.${index}`;
  const { status, error, action, after } = rule;
  if (status === undefined && error === undefined) wrong(at, "needs a status or an error");
  if (status !== undefined && !/^[1-5](?:[0-9]{2}|xx)$/.test(status)) {
    wrong(`${at}.status`, "must be a status such as 404, or a class such as 4xx");
  }
  if (error !== undefined && !errors.includes(error))
    wrong(`${at}.error`, `must be one of ${errors.join(", ")}`);
  if (!actions.includes(action)) wrong(`${at}.action`, "must be retry, dead_letter or succeed");
  if (after !== undefined && action !== "retry") wrong(`${at}.after`, "goes with the action retry only");
  return {
    ...(status !== undefined && { status }),
    ...(error !== undefined && { error }),
    action,
    ...(after !== undefined && { after: duration(after, `${at}.after`) }),
  };
}

/** Ten years: longer waits than a schedule may lie ahead are mistakes. */
const longestNs = 3_653n * 24n * 3_600_000_000_000n;

function duration(text: string, field: string): string {
  const ns = parseDuration(text);
  if (ns === null || ns < 0n || ns > longestNs)
    wrong(field, "must be a Go duration such as 5s, from 0s to 10 years");
  return text;
}

function wrong(field: string, what: string): never {
  throw refusal("invalid_retry_policy", `retry_policy.${field} ${what}.`, `retry_policy.${field}`);
}
