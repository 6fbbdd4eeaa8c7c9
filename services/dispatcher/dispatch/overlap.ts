import type { OverlapPolicy } from "../../store/for-dispatcher.ts";

/** Unsettled occurrences of the same schedule when an occurrence falls due. */
export interface Unsettled {
  /** An earlier occurrence is being delivered. */
  open: boolean;
  /** Another occurrence already waits for it. */
  buffered: boolean;
}

/**
 * Decides about an occurrence that falls due: `send` now, `wait` until the earlier one is settled, or
 * `skip` it (a `skipped` delivery, reason `overlap`). With `buffer_one` at most one waits. If one waits and
 * none is open any more, that one is next and this one takes its place.
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
