/** The parts of the store that the services' common rules use: the stored forms of what they make. */
export type { Owner } from "./accounts/owner.ts";
export type { EffectiveRetryPolicy, StoredRetryPolicy } from "./schedules/retry-policy.ts";
