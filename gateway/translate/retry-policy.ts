import type * as rest from "../../generated/openapi/types.gen.ts";
import { attemptErrorCodes } from "../../generated/rpc/attempt-error-codes.ts";
import type * as rpc from "../../generated/rpc/landfall/request/v1/request.ts";
import { oneOf } from "./words.ts";

/**
 * Converts a retry policy to its REST form: with the scheduler's defaults, without fields that do not
 * apply.
 */
export function toRetryPolicy(policy: rpc.RetryPolicy | undefined): rest.RetryPolicy {
  if (policy === undefined) return {};
  return {
    ...(policy.maxAttempts !== undefined && { max_attempts: policy.maxAttempts }),
    ...(policy.strategy !== undefined && {
      strategy: oneOf(["exponential", "linear", "fixed", "list"], policy.strategy),
    }),
    ...(policy.base !== undefined && { base: policy.base }),
    ...(policy.factor !== undefined && { factor: policy.factor }),
    ...(policy.max !== undefined && { max: policy.max }),
    ...(policy.jitter !== undefined && { jitter: policy.jitter }),
    ...(policy.delays.length > 0 && { delays: policy.delays }),
    ...(policy.rules.length > 0 && { rules: policy.rules.map(toRule) }),
  };
}

/** Converts a retry policy for the services. */
export function fromRetryPolicy(policy: rest.RetryPolicy): rpc.RetryPolicy {
  return {
    maxAttempts: policy.max_attempts,
    strategy: policy.strategy,
    base: policy.base,
    factor: policy.factor,
    max: policy.max,
    jitter: policy.jitter,
    delays: policy.delays ?? [],
    rules: policy.rules ?? [],
  };
}

function toRule(rule: rpc.RetryRule): rest.RetryRule {
  return {
    ...(rule.status !== undefined && { status: rule.status }),
    ...(rule.error !== undefined && { error: oneOf(attemptErrorCodes, rule.error) }),
    action: oneOf(["retry", "dead_letter", "succeed"], rule.action),
    ...(rule.after !== undefined && { after: rule.after }),
  };
}
