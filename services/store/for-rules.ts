/** Describes what the rules that services share know of the store: a form that they make and the store keeps. */
export type { Owner } from "./accounts/owner.ts";
export type { EffectiveRetryPolicy, StoredRetryPolicy } from "./schedules/retry-policy.ts";
