import type { FullRetryPolicy } from "../../rules/judge-retry-policy.ts";
import type { StoredRetryPolicy } from "../../store/for-scheduler.ts";

type Policy = StoredRetryPolicy<FullRetryPolicy>;

/** Both ways are taken once for each schedule that is made, and nearly all have the policy of the one before. */
let last: { readonly policy: Policy; readonly text: string } | null = null;

/** A retry policy as it is stored. */
export function retryPolicyText(policy: Policy): string {
  if (last?.policy !== policy) last = { policy, text: JSON.stringify(policy) };
  return last.text;
}

/** The policy of a schedule as it is stored. */
export function storedRetryPolicy(text: string): Policy {
  if (last?.text !== text) last = { policy: JSON.parse(text), text };
  return last.policy;
}
