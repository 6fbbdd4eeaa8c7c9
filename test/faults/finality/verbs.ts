import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { EndpointFields } from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { ReceivedRequest } from "../../receiver/receiver.ts";
import type { Constellation } from "../fixtures/constellation.ts";
import { instant } from "../fixtures/race.ts";

/** The objects of a race: a schedule, and its profile if the verb changes that. */
export interface Raced {
  /** The caller; of a separate project if the verb changes the project. */
  readonly caller: Caller;
  readonly id: string;
  readonly profileId: string | null;
  /** Origin of its destination. */
  readonly base: string;
  readonly path: string;
  /** The due time of the occurrence around which the change is requested. */
  readonly momentAt: number;
  /** The id that `prepare` made for the change: of another profile, or of a delivery. */
  prepared?: string;
  /** Set by a verb with two steps: the span from the first step's 200 to the second step's request. */
  between?: { readonly from: number; readonly until: number };
  /** Set by a rotation: the secret that signs from then on. */
  secret?: string;
}

/** A recorded attempt. */
export interface RecordedAttempt {
  readonly deliveryId: string;
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly statusCode: number | null;
  readonly errorCode: string | null;
  readonly outcome: string;
  /** Plan of its schedule that the delivery belongs to, from 0. */
  readonly plan: number;
  readonly scheduledFor: number;
  /** When its delivery was settled; infinite if it is not. */
  readonly completedAt: number;
}

/** An attempt that started after the answer, with its context. */
export interface LateStart {
  readonly attempt: RecordedAttempt;
  /** All attempts of the same schedule. */
  readonly attempts: readonly RecordedAttempt[];
  readonly raced: Raced;
  readonly askedAt: number;
}

/**
 * Behaviour of the receiver at a path, by the path's last word: unless the verb says otherwise, each third path
 * fails.
 */
export type Receipt = "fails" | "slow";

/** A change; after its 200 no old delivery may start. */
export interface Verb {
  readonly name: string;
  /** Fields of the schedule; by default it fires every two seconds. */
  readonly given?: (firstAt: number) => Partial<ScheduleFields>;
  /** True if it fires once, at the time of the race. */
  readonly isOnce?: true;
  /** True if it is refused while an attempt is on the wire; it is then requested before or between attempts. */
  readonly isRefused?: true;
  /** Its occurrences are at whole seconds. */
  readonly isWhole?: true;
  /** If present, it goes to a profile with these fields and its URL. */
  readonly profile?: Partial<EndpointFields>;
  /** If present, it has a separate project, prepared by this. */
  readonly ofProject?: (running: Constellation, caller: Caller) => Promise<unknown>;
  readonly receipt?: Receipt;
  /** Makes what the change needs, some seconds before it. */
  prepare?(running: Constellation, raced: Raced): Promise<string>;
  change(running: Constellation, raced: Raced): Promise<unknown>;
  /** Selects the requests that the change should have prevented. */
  isOld(request: ReceivedRequest, raced: Raced): boolean;
  /** Selects, of the attempts that started after the answer, those that should not have; absent: all. */
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

/** A policy with many quick retries. */
export const soonAgain = { maxAttempts: 3, strategy: "list", delays: ["200ms"], rules: [] };
/** A policy without retries. */
export const onlyOnce = { maxAttempts: 1, delays: [], rules: [] };
/** True if it ended by the old timeout of 2 s and not by the new one of 10 s. */
export const timedOut = ({ attempt: { errorCode, startedAt, endedAt } }: LateStart) =>
  errorCode === "timeout" && endedAt - startedAt < 9_000;
/** True if it failed and the new policy would not retry it. */
export const isRetried = ({ attempt }: LateStart) =>
  attempt.statusCode !== null && attempt.outcome === "retry";

/** For an unchanged interval: the occurrences that fell due in between. */
export function fellDueBetween({ headers }: ReceivedRequest, { between }: Raced): boolean {
  const dueAt = Date.parse(String(headers["sched-scheduled-for"]));
  return between !== undefined && dueAt > between.from && dueAt < between.until;
}

/** Lists what started in between. */
export function startedBetween({ attempt, raced: { between } }: LateStart): boolean {
  return between !== undefined && attempt.startedAt > between.from && attempt.startedAt < between.until;
}
