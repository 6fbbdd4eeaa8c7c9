/** The store's types that `services/rules` uses. */
export type { Owner } from "./accounts/owner.ts";
export type { MisfireChoice } from "./schedules/occurrence-policies.ts";
export type { EffectiveRetryPolicy, StoredRetryPolicy } from "./schedules/retry-policy.ts";
