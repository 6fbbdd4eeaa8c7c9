import type { RetryPolicy } from "../../generated/rpc/landfall/request/v1/request.ts";
import type { StoredRetryPolicy } from "../store/for-rules.ts";
import type { FullRetryPolicy } from "./judge-retry-policy.ts";

/** Converts a policy that `judgeRetryPolicy` made to its RPC message. */
export function retryPolicyMessage({
  written: policy,
}: Pick<StoredRetryPolicy<FullRetryPolicy>, "written">): RetryPolicy {
  return {
    maxAttempts: policy.max_attempts,
    strategy: policy.strategy,
    base: policy.base,
    factor: policy.factor,
    max: policy.max,
    jitter: policy.jitter,
    delays: [...(policy.delays ?? [])],
    rules: (policy.rules ?? []).map(({ status, error, action, after }) => ({ status, error, action, after })),
  };
}
