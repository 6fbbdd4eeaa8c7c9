/** Treatment of an occurrence that falls due while an earlier one of its schedule is not settled. */
export type OverlapPolicy =
  /** It is sent as well. */
  | "allow"
  /** It is skipped. */
  | "skip"
  /** One occurrence waits until the earlier one is settled; further ones are skipped. */
  | "buffer_one";

/** Treatment of occurrences that are late by more than the grace because nothing ran when they fell due. */
export type MisfireChoice =
  /** The newest ones are sent, up to `misfire.max`; older ones are skipped. */
  | "all"
  /** The newest one is sent; the others are skipped. */
  | "once"
  /** All are skipped. */
  | "skip";
