import { setTimeout as delay } from "node:timers/promises";
import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { noFields } from "../../../services/scheduler/change/written-fields.ts";
import type { ReceivedRequest } from "../../receiver/receiver.ts";
import type { Constellation } from "../fixtures/constellation.ts";
import { instant } from "../fixtures/race.ts";

/** What is raced: a recurring schedule, and its profile when the verb changes that. */
export interface Raced {
  readonly id: string;
  readonly profileId: string | null;
  /** Where it goes, without its path. */
  readonly base: string;
  readonly path: string;
  /** Set by a verb that is done in two steps: between which moments what falls due is not sent. */
  skipped?: { readonly from: number; readonly until: number };
}

/** A change after whose 200 nothing of before may start. */
export interface Verb {
  readonly name: string;
  /** Whether the destination is a profile's. */
  readonly ofProfile: boolean;
  change(running: Constellation, raced: Raced): Promise<unknown>;
  /** Of requests to its path, those that the change was to prevent. */
  isOld(request: ReceivedRequest, raced: Raced): boolean;
  /** Only occurrences of the first plan are old: the next one goes on in the same way. */
  readonly ofFirstPlan?: true;
  /** How many may start after it all the same; absent: none. */
  readonly allowed?: number;
}

/** What all are made with, so that it shows when something of it comes late. */
export const before = {
  method: "POST",
  body: Buffer.from("old"),
  header: { name: "x-age", value: "old" },
  secret: `whsec_${Buffer.alloc(32, 1).toString("base64")}`,
} as const;

export const anything = () => true;
export const age = ({ headers }: ReceivedRequest) => headers["x-age"] === before.header.value;
const later = () => instant(Date.now() + 3_600_000);

/** @param given asked for when it is needed, since it may depend on the time */
function patch(
  name: keyof typeof paths,
  given: (raced: Raced) => Partial<ScheduleFields>,
  isOld: Verb["isOld"] = anything,
): Verb {
  return {
    name: `PATCH of ${paths[name]}`,
    ofProfile: false,
    isOld,
    change: async (running, raced) => {
      const [scheduler] = running.schedulers;
      const fields = { ...noFields, ...given(raced) };
      const { caller } = running;
      const call = { caller, id: raced.id, ifVersion: undefined, fields, paths: [paths[name]] };
      await scheduler?.client.calls.updateSchedule(call);
    },
  };
}

const paths = {
  endpoint: "endpoint",
  method: "method",
  headers: "headers",
  body: "body",
  every: "every",
  startsAt: "starts_at",
  cron: "cron",
  ttl: "ttl",
  endsAt: "ends_at",
  maxRuns: "max_runs",
  earlyFire: "early_fire",
  dst: "dst",
} as const;

/** A field of which a receiver sees nothing: the plan is made anew, and what it had planned does not start. */
function replan(name: keyof typeof paths, given: () => Partial<ScheduleFields>): Verb {
  return { ...patch(name, given), ofFirstPlan: true };
}

function lifecycle(name: "cancel" | "pause" | "resume"): Verb {
  return {
    name,
    ofProfile: false,
    isOld: anything,
    change: async ({ schedulers, caller }, { id }) => {
      const calls = schedulers[0]?.client.calls;
      const named = { caller, id, ifVersion: undefined };
      if (name === "cancel") await calls?.cancelSchedule(named);
      else if (name === "pause") await calls?.pauseSchedule(named);
      else await calls?.resumeSchedule(named);
    },
  };
}

/** What fell due while it was paused is skipped. */
const pauseAndResume: Verb = {
  name: "pause, then resume",
  ofProfile: false,
  isOld: ({ headers }, { skipped }) => {
    const dueAt = Date.parse(String(headers["sched-scheduled-for"]));
    return skipped !== undefined && dueAt > skipped.from && dueAt < skipped.until;
  },
  change: async (running, raced) => {
    await lifecycle("pause").change(running, raced);
    const from = Date.now();
    await delay(1_200);
    raced.skipped = { from, until: Date.now() };
    await lifecycle("resume").change(running, raced);
  },
};

/** Changes of a schedule. */
export const scheduleVerbs: readonly Verb[] = [
  lifecycle("cancel"),
  lifecycle("pause"),
  pauseAndResume,
  patch("endpoint", ({ base, path }) => ({ endpoint: `${base}${path}-new` })),
  patch(
    "method",
    () => ({ method: "PUT" }),
    ({ method }) => method === before.method,
  ),
  patch("headers", () => ({ headers: [{ name: "x-age", value: "new" }] }), age),
  patch(
    "body",
    () => ({ body: Buffer.from("new") }),
    ({ body }) => body.equals(before.body),
  ),
  patch("every", () => ({ every: "1h", startsAt: later() })),
  patch("startsAt", () => ({ startsAt: later() })),
  patch("cron", () => ({ cron: "0 0 1 1 *" })),
  replan("ttl", () => ({ ttl: "50s" })),
  replan("endsAt", () => ({ endsAt: later() })),
  replan("maxRuns", () => ({ maxRuns: 1_000 })),
  replan("earlyFire", () => ({ earlyFire: true })),
  replan("dst", () => ({ dst: { gap: "skip", overlap: "both" } })),
];
