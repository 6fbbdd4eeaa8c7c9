/** Says why a delivery was skipped or canceled, or what holds it back. */
export type DeliveryReason =
  /** Skipped: it fell due while nothing ran, and its schedule's misfire policy drops it. */
  | "misfire"
  /** Skipped: an earlier occurrence was not settled. Open: it waits until that one is. */
  | "overlap"
  /** Skipped: its schedule was paused when it fell due. Open: its schedule is paused. On the wire: parks a retry. */
  | "paused"
  /** Skipped: its prepaid schedule had no credit left for it when it fell due. */
  | "no_credit"
  /** It or its schedule was canceled. On the wire: turns a retry into a cancel. */
  | "canceled"
  /** In rows of an older version alone: its schedule was canceled. */
  | "schedule_canceled"
  /** A change of the timing replaced the plan that it is of. On the wire: turns a retry into a cancel. */
  | "rescheduled"
  /** Open: the circuit breaker of its destination is open. */
  | "breaker_open"
  /** Open: the rate of its destination is used up for now. */
  | "rate_limited"
  /** Open: its destination has as many requests on the wire as it may. */
  | "concurrency"
  /** Open: its endpoint profile is disabled, or no key opens the profile. */
  | "endpoint_disabled"
  /** Open: no key opens the secrets that sign it. */
  | "secret_unreadable";
