import type { Dst, Misfire, ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { keptDuration } from "../../rules/kept-duration.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { durationMs } from "../../runtime/time/duration.ts";
import { durationHint } from "../../runtime/time/duration-hint.ts";
import type { DstRule } from "../timing/wall-clock.ts";

/**
 * Policies for occurrences that are late or overlap an earlier one, and how long an occurrence stays wanted.
 */
export interface Policies {
  readonly misfirePolicy: string;
  /** As the caller wrote it. */
  readonly misfireGrace: string;
  readonly misfireGraceMs: number;
  readonly misfireMax: number;
  readonly overlap: string;
  readonly earlyFire: boolean;
  /** As the caller wrote it; null: no limit. */
  readonly ttl: string | null;
  readonly ttlMs: number | null;
}

const gaps = ["end", "skip", "shift"] as const;
const overlaps = ["first", "second", "both"] as const;
const misfires: readonly string[] = ["all", "once", "skip"];
const overlapPolicies: readonly string[] = ["allow", "skip", "buffer_one"];

/** Checks the `dst` rule. @throws ServiceError `invalid_dst` */
export function judgeDst(dst: Dst | undefined): DstRule {
  const gap = gaps.find((value) => value === (dst?.gap ?? "end"));
  if (!gap) throw new ServiceError("invalid_dst", "dst.gap must be end, skip or shift.", "dst.gap");
  const overlap = overlaps.find((value) => value === (dst?.overlap ?? "first"));
  if (!overlap)
    throw new ServiceError("invalid_dst", "dst.overlap must be first, second or both.", "dst.overlap");
  return { gap, overlap };
}

/** Checks the policies. @throws ServiceError with the field's code */
export function judgePolicies(fields: ScheduleFields): Policies {
  const overlap = fields.overlap ?? "allow";
  if (!overlapPolicies.includes(overlap)) {
    throw new ServiceError("invalid_overlap", "overlap must be allow, skip or buffer_one.", "overlap");
  }
  return {
    ...judgeMisfire(fields.misfire),
    overlap,
    earlyFire: fields.earlyFire ?? false,
    ...judgeTtl(fields.ttl),
  };
}

function judgeMisfire(misfire: Misfire | undefined) {
  return misfire === undefined ? defaultMisfire : filledMisfire(misfire);
}

function filledMisfire(misfire: Misfire | undefined) {
  const misfirePolicy = misfire?.policy ?? "once";
  if (!misfires.includes(misfirePolicy)) {
    throw new ServiceError("invalid_misfire", "misfire.policy must be all, once or skip.", "misfire.policy");
  }
  const misfireGrace = misfire?.grace ?? "1m";
  const graceNs = keptDuration(misfireGrace);
  if (graceNs === null || graceNs < 0n) {
    throw new ServiceError(
      "invalid_misfire",
      `misfire.grace must be a Go duration such as 1m, not below 0${durationHint(misfireGrace)}.`,
      "misfire.grace",
    );
  }
  const misfireMax = misfire?.max ?? 100;
  if (!(misfireMax >= 1 && misfireMax <= 10_000)) {
    throw new ServiceError("invalid_misfire", "misfire.max must be from 1 to 10000.", "misfire.max");
  }
  return { misfirePolicy, misfireGrace, misfireGraceMs: durationMs(graceNs), misfireMax };
}

/** Computed once, since nearly all schedules have it. */
const defaultMisfire = filledMisfire(undefined);

function judgeTtl(ttl: string | undefined) {
  if (ttl === undefined) return { ttl: null, ttlMs: null };
  const ns = keptDuration(ttl);
  if (ns === null || ns < 1_000_000_000n) {
    throw new ServiceError(
      "invalid_duration",
      `ttl must be a Go duration of at least 1s, such as 24h${durationHint(ttl)}.`,
      "ttl",
    );
  }
  return { ttl, ttlMs: durationMs(ns) };
}
