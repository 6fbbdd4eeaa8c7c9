import { type Lateness, latenessOf } from "../lateness.ts";
import type { Times } from "./times.ts";

/** One delivery, or one call of the API, of the victim. */
export interface Sample {
  readonly dueAt: number;
  /** Time from `dueAt` to arrival or answer; if there was none, to the end of waiting. */
  readonly tookMs: number;
}

/** Effect of an attack on the victim. */
export interface Suffered {
  readonly before: Lateness | null;
  readonly during: Lateness | null;
  /** Deliveries that failed or were retried while the attack could be felt. */
  readonly failed: number;
  /** Deliveries later than `latestMs` in that time. */
  readonly late: number;
}

/** Longest time allowed for the victim's deliveries and calls. */
export const latestMs = 250;
/** The 99th percentile is always allowed to reach this, however small it was before. */
const allowedMs = 20;

/**
 * Compares the victim before and during an attack.
 *
 * @param isFailed judges samples that are due while the attack may be felt
 */
export function suffered<Each extends Sample>(
  samples: readonly Each[],
  times: Times,
  isFailed: (sample: Each) => boolean,
): Suffered {
  const affected = samples.filter(({ dueAt }) => dueAt >= times.beforeEndsAt && dueAt < times.endsAt);
  const took = (from: number, to: number) =>
    latenessOf(samples.filter(({ dueAt }) => dueAt >= from && dueAt < to).map(({ tookMs }) => tookMs));
  return {
    before: took(times.beforeAt, times.beforeEndsAt),
    during: took(times.attackAt, times.endsAt),
    failed: affected.filter(isFailed).length,
    late: affected.filter(({ tookMs }) => tookMs > latestMs).length,
  };
}

/** True if the target is met: the 99th percentile at most doubles, none fails, none is late. */
export function meetsTarget({ before, during, failed, late }: Suffered): boolean {
  const mostMs = Math.max(2 * (before?.p99 ?? 0), allowedMs);
  return failed === 0 && late === 0 && during !== null && during.p99 <= mostMs;
}
