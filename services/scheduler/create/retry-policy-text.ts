import type { FullRetryPolicy } from "../../rules/judge-retry-policy.ts";
import type { StoredRetryPolicy } from "../../store/for-scheduler.ts";

type Policy = StoredRetryPolicy<FullRetryPolicy>;

/**
 * The last policy and its text. Each schedule is converted once in both directions, and nearly all have the
 * same policy as the one before.
 */
let last: { readonly policy: Policy; readonly text: string } | null = null;

/** Formats a retry policy for the store. */
export function retryPolicyText(policy: Policy): string {
  if (last?.policy !== policy) last = { policy, text: JSON.stringify(policy) };
  return last.text;
}

/** Parses the stored policy of a schedule. */
export function storedRetryPolicy(text: string): Policy {
  if (last?.text !== text) last = { policy: JSON.parse(text), text };
  return last.policy;
}
