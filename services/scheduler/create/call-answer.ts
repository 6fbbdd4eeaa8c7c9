import type { CreateSchedulesOnceResponse } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import type { CallAnswer } from "../../store/for-scheduler.ts";
import { scheduleMessage, scheduleStateMessage } from "../answer/schedule-message.ts";
import type { Created } from "./batch-entry.ts";

/** The reason why an item was refused before it reached this service. */
export interface Problem {
  readonly kind: "problem";
  readonly code: string;
  readonly message: string;
  readonly param: string | null;
}

/** Outcome of one item of a call. */
export interface PlacedOutcome {
  readonly index: number;
  readonly outcome: Created | Problem;
}

/** Builds the stored answer to a call. Runs after `now` count as next runs. */
export function callAnswer(outcomes: readonly PlacedOutcome[], now: number): CallAnswer {
  return {
    accepted: outcomes.flatMap(({ index, outcome }) => {
      if (!("schedule" in outcome)) return [];
      const { overLimit } = outcome;
      const { id, state } = outcome.schedule;
      const nextFireAt = scheduleMessage(outcome.schedule, now).nextFireAtMs ?? null;
      const accepted = { index, id: id.toString("hex"), nextFireAt, state };
      return [overLimit === null ? accepted : { ...accepted, overLimit }];
    }),
    rejected: outcomes.flatMap(rejectionsOf),
  };
}

function rejectionsOf({ index, outcome }: PlacedOutcome): CallAnswer["rejected"] {
  switch (outcome.kind) {
    case "created":
    case "made_before":
    // Not reached here: items of a call with a key of its own wait for their names.
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

/** Converts the stored answer to its RPC message. */
export function callAnswerMessage({
  accepted,
  rejected,
}: CallAnswer): Omit<CreateSchedulesOnceResponse, "replayed"> {
  return {
    accepted: accepted.map(({ index, id, nextFireAt, state, overLimit }) => ({
      index,
      id: prefixedId("sch", Buffer.from(id, "hex")),
      nextFireAtMs: nextFireAt ?? undefined,
      state: scheduleStateMessage(state),
      overLimit,
    })),
    rejected: rejected.map(({ index, code, message, param }) => ({
      index,
      problem: { code, message, param: param ?? undefined },
    })),
  };
}
