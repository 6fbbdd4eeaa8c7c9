import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { EndpointFields } from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { ReceivedRequest } from "../../receiver/receiver.ts";
import type { Constellation } from "../fixtures/constellation.ts";
import { instant } from "../fixtures/race.ts";

/** The objects of a race: a schedule, and its profile if the verb changes that. */
export interface Raced {
  /** Of a project of its own when the verb changes that. */
  readonly caller: Caller;
  readonly id: string;
  readonly profileId: string | null;
  /** Where it goes, without its path. */
  readonly base: string;
  readonly path: string;
  /** When the occurrence falls due around which the change is asked for. */
  readonly momentAt: number;
  /** The id that `prepare` made for the change: of another profile, or of a delivery. */
  prepared?: string;
  /** Set by a verb that is done in two steps: the span between the first one's 200 and the asking for the second one. */
  between?: { readonly from: number; readonly until: number };
  /** Set by a rotation: the secret that signs from then on. */
  secret?: string;
}

/** An attempt as it is recorded. */
export interface RecordedAttempt {
  readonly deliveryId: string;
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly statusCode: number | null;
  readonly errorCode: string | null;
  readonly outcome: string;
  /** Of which plan of its schedule its delivery is, from 0. */
  readonly plan: number;
  readonly scheduledFor: number;
  /** When its delivery was settled; infinite while it is not. */
  readonly completedAt: number;
}

/** An attempt that started after the answer, beside what else is known. */
export interface LateStart {
  readonly attempt: RecordedAttempt;
  /** All of the same schedule. */
  readonly attempts: readonly RecordedAttempt[];
  readonly raced: Raced;
  readonly askedAt: number;
}

/**
 * Behaviour of the receiver at a path, by the path's last word: unless the verb says otherwise, each third path
 * fails.
 */
export type Receipt = "fails" | "slow";

/** A change after whose 200 nothing of before may start. */
export interface Verb {
  readonly name: string;
  /** The schedule that is changed, where it differs from one that recurs every two seconds. */
  readonly given?: (firstAt: number) => Partial<ScheduleFields>;
  /** It fires once, at the moment of the race. */
  readonly isOnce?: true;
  /** It is refused while an attempt is on the wire, so that it is asked for before it, or between two. */
  readonly isRefused?: true;
  /** Its occurrences are at whole seconds. */
  readonly isWhole?: true;
  /** Present: it goes to a profile with these fields beside its URL. */
  readonly profile?: Partial<EndpointFields>;
  /** A project of its own, and what is done to that before. */
  readonly ofProject?: (running: Constellation, caller: Caller) => Promise<unknown>;
  readonly receipt?: Receipt;
  /** Makes what the change needs, some seconds before it. */
  prepare?(running: Constellation, raced: Raced): Promise<string>;
  change(running: Constellation, raced: Raced): Promise<unknown>;
  /** Of requests to its path, those that the change was to prevent. */
  isOld(request: ReceivedRequest, raced: Raced): boolean;
  /** Of the attempts that brought them, and that started after the answer; absent: all. */
  readonly isLate?: (start: LateStart) => boolean;
  /** Number of attempts that may start after it nevertheless; absent: none. */
  readonly allowed?: number;
}

/** Values that all schedules and profiles are made with, so that a late use of one is visible. */
export const before = {
  method: "POST",
  body: Buffer.from("old"),
  header: { name: "x-age", value: "old" },
  secret: `whsec_${Buffer.alloc(32, 1).toString("base64")}`,
} as const;

/** Time that the receiver takes at a slow path. */
export const slowMs = 2_500;

export const anything = () => true;
export const age = ({ headers }: ReceivedRequest) => headers["x-age"] === before.header.value;
export const later = () => instant(Date.now() + 86_400_000);

/** Retries soon after a failure, as often as is good for a race. */
export const soonAgain = { maxAttempts: 3, strategy: "list", delays: ["200ms"], rules: [] };
/** Gives up at the first failure. */
export const onlyOnce = { maxAttempts: 1, delays: [], rules: [] };
/** It ended for the time that it was allowed before, 2 s, and not for the 10 s of now. */
export const timedOut = ({ attempt: { errorCode, startedAt, endedAt } }: LateStart) =>
  errorCode === "timeout" && endedAt - startedAt < 9_000;
/** It failed, and by the policy of now would not be made again. */
export const isRetried = ({ attempt }: LateStart) =>
  attempt.statusCode !== null && attempt.outcome === "retry";

/** For an interval that does not change: what fell due in between. */
export function fellDueBetween({ headers }: ReceivedRequest, { between }: Raced): boolean {
  const dueAt = Date.parse(String(headers["sched-scheduled-for"]));
  return between !== undefined && dueAt > between.from && dueAt < between.until;
}

/** Lists what started in between. */
export function startedBetween({ attempt, raced: { between } }: LateStart): boolean {
  return between !== undefined && attempt.startedAt > between.from && attempt.startedAt < between.until;
}
