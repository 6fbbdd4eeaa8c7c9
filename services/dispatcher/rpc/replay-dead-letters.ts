import type {
  ReplayDeadLettersRequest,
  ReplayDeadLettersResponse,
} from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import type { RpcContext } from "../../runtime/rpc/implement.ts";
import { newUlid } from "../../runtime/ulid.ts";
import * as store from "../../store/for-dispatcher.ts";
import { ownerOf } from "../caller.ts";
import { chosenDeadLetters } from "../chosen-dead-letters.ts";
import { newReplay } from "../new-replay.ts";
import type { RpcParts } from "../rpc-parts.ts";
import { spreadInstants, spreadMs } from "../spread.ts";

/** Replays made in one transaction. */
const batchSize = 500;

/**
 * Makes deliveries that send dead letters again, batch by batch. When it is cut off in between, what was made
 * stands, and the same filter goes on with the rest.
 *
 * @throws ServiceError `invalid_parameter`, `invalid_duration`, `delivery_not_found`, `not_a_dead_letter`,
 *   `schedule_not_found`; nothing is made then
 */
export async function replayDeadLetters(
  parts: RpcParts,
  request: ReplayDeadLettersRequest,
  { signal }: Pick<RpcContext, "signal">,
): Promise<ReplayDeadLettersResponse> {
  const owner = ownerOf(request.caller);
  const overMs = spreadMs(request.over);
  const again = request.filter === undefined;
  const chosen = await chosenDeadLetters(parts.store, owner, request, signal);
  const now = parts.clock.now();
  const instants = spreadInstants(chosen.length, now, overMs);
  const dueAts = new Map(chosen.map((id, index) => [id.toString("hex"), instants[index] ?? now]));
  const make = (old: store.DeliveryRecord) => {
    const dueAt = dueAts.get(old.id.toString("hex")) ?? now;
    return newReplay(old, { id: newUlid(now), freshKey: request.freshKey, dueAt }, now);
  };
  let replayed = 0;
  try {
    for (let from = 0; from < chosen.length; from += batchSize) {
      signal.throwIfAborted();
      const batch = chosen.slice(from, from + batchSize);
      replayed += await store.replayDeadLetters(parts.store, owner, batch, again, make, now);
    }
  } finally {
    if (replayed > 0) parts.claimNow();
  }
  return { replayed };
}
