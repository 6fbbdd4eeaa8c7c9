/** Says what an occurrence does that falls due while an earlier one of its schedule is not settled. */
export type OverlapPolicy =
  /** It is sent all the same. */
  | "allow"
  /** It is skipped. */
  | "skip"
  /** One waits until the earlier one is settled; others are skipped. */
  | "buffer_one";

/** Describes what else of the same schedule is unsettled when an occurrence falls due. */
export interface Unsettled {
  /** An earlier occurrence is being delivered. */
  open: boolean;
  /** Another one already waits for that. */
  buffered: boolean;
}

/**
 * Returns what an occurrence that falls due does: `send` now, `wait` until the earlier one is settled, or
 * `skip` (a `skipped` delivery, reason `overlap`). With `buffer_one` one waits at most; where one
 * waits but none is open any more, that one goes next and this one takes its place.
 */
export function overlapDecision(policy: OverlapPolicy, unsettled: Unsettled): "send" | "wait" | "skip" {
  if (!unsettled.open && !unsettled.buffered) return "send";
  switch (policy) {
    case "allow":
      return "send";
    case "skip":
      return "skip";
    case "buffer_one":
      return unsettled.open && unsettled.buffered ? "skip" : "wait";
  }
}
