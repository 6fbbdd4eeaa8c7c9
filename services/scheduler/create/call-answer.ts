import type { CreateSchedulesOnceResponse } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import type { CallAnswer } from "../../store/for-scheduler.ts";
import { scheduleMessage, scheduleStateMessage } from "../answer/schedule-message.ts";
import type { Created } from "./batch-entry.ts";

/** Why an item was refused before it came to be judged here. */
export interface Problem {
  readonly kind: "problem";
  readonly code: string;
  readonly message: string;
  readonly param: string | null;
}

/** Describes what became of one item of a call. */
export interface PlacedOutcome {
  readonly index: number;
  readonly outcome: Created | Problem;
}

/** Returns what a call is answered, as it is stored; `now` decides what lies ahead of each schedule. */
export function callAnswer(outcomes: readonly PlacedOutcome[], now: number): CallAnswer {
  return {
    accepted: outcomes.flatMap(({ index, outcome }) => {
      if (!("schedule" in outcome)) return [];
      const { id, state } = outcome.schedule;
      const nextFireAt = scheduleMessage(outcome.schedule, now).nextFireAtMs ?? null;
      return [{ index, id: id.toString("hex"), nextFireAt, state }];
    }),
    rejected: outcomes.flatMap(rejectionsOf),
  };
}

function rejectionsOf({ index, outcome }: PlacedOutcome): CallAnswer["rejected"] {
  switch (outcome.kind) {
    case "created":
    case "made_before":
    // A call of its own waits for its names.
    case "awaits_name":
      return [];
    case "refused": {
      const { code, message, param } = outcome.error;
      return [{ index, code, message, param }];
    }
    case "problem": {
      const { code, message, param } = outcome;
      return [{ index, code, message, param }];
    }
  }
}

/** The stored answer as internal callers see it. */
export function callAnswerMessage({
  accepted,
  rejected,
}: CallAnswer): Omit<CreateSchedulesOnceResponse, "replayed"> {
  return {
    accepted: accepted.map(({ index, id, nextFireAt, state }) => ({
      index,
      id: prefixedId("sch", Buffer.from(id, "hex")),
      nextFireAtMs: nextFireAt ?? undefined,
      state: scheduleStateMessage(state),
    })),
    rejected: rejected.map(({ index, code, message, param }) => ({
      index,
      problem: { code, message, param: param ?? undefined },
    })),
  };
}
