import type * as rest from "../../generated/openapi/types.gen.ts";
import { attemptErrorCodes } from "../../generated/rpc/attempt-error-codes.ts";
import type * as rpc from "../../generated/rpc/landfall/request/v1/request.ts";
import { oneOf } from "./words.ts";

/** A retry policy as the outside sees it: as filled by the scheduler, without what does not apply. */
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

/** A retry policy as the services take it. */
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
