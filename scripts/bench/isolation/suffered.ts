import { type Lateness, latenessOf } from "../lateness.ts";
import type { Times } from "./times.ts";

/** One delivery, or one call of the API, of the victim. */
export interface Sample {
  readonly dueAt: number;
  /** From `dueAt` until it had arrived, or was answered; of what never was, until it was given up. */
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

/** Nothing of the victim may take longer. */
export const latestMs = 250;
/** The 99th percentile may always be as much, however short it was before. */
const allowedMs = 20;

/** @param isFailed judges what is due since the attack may be felt */
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

/** The target: the 99th percentile at most doubles, none fails, none is late. */
export function meetsTarget({ before, during, failed, late }: Suffered): boolean {
  const mostMs = Math.max(2 * (before?.p99 ?? 0), allowedMs);
  return failed === 0 && late === 0 && during !== null && during.p99 <= mostMs;
}
