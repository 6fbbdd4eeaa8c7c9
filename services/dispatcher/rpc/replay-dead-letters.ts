import {
  ReplayDeadLettersRequest,
  type ReplayDeadLettersResponse,
} from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { ownerOf } from "../../rules/caller.ts";
import { type IdempotentRequest, idempotentRequest } from "../../rules/idempotency.ts";
import { makeOnce } from "../../rules/make-once.ts";
import type { RpcContext } from "../../runtime/rpc/implement.ts";
import { newUlid } from "../../runtime/ulid.ts";
import * as store from "../../store/for-dispatcher.ts";
import { chosenDeadLetters } from "../replay/chosen-dead-letters.ts";
import { newReplay } from "../replay/new-replay.ts";
import { spreadInstants, spreadMs } from "../replay/spread.ts";
import type { RpcParts } from "./rpc-parts.ts";

/** Replays per transaction, or per step of one. */
const batchSize = 500;

/**
 * Makes deliveries that send dead letters again. Without an idempotency key it works batch by batch: if it
 * is cut off, finished batches stay, and the same filter continues with the rest. With a key it makes all
 * in one transaction, exactly once, even if the request is repeated or sent concurrently.
 *
 * @throws ServiceError `invalid_parameter`, `invalid_duration`, `delivery_not_found`, `not_a_dead_letter`,
 * `schedule_not_found`, `idempotency_key_reused`; nothing is made then
 */
export async function replayDeadLetters(
  parts: RpcParts,
  request: ReplayDeadLettersRequest,
  { signal }: Pick<RpcContext, "signal">,
): Promise<ReplayDeadLettersResponse> {
  const owner = ownerOf(request.caller);
  const idempotent = idempotentReplays(request);
  const { made, madeBefore } = await makeOnce(idempotent, {
    find: (keyHash) => store.findIdempotencyKeys(parts.store, owner, [keyHash]),
    recall: async (id) => store.madeCount(id),
    make: () => replayChosen(parts, owner, request, idempotent, signal),
    isDuplicate: store.isDuplicate,
  });
  return { replayed: made, madeBefore };
}

/** Hashes of the idempotency key and of the request; null without a key. */
function idempotentReplays(request: ReplayDeadLettersRequest): IdempotentRequest | null {
  const { idempotencyKey, ...rest } = request;
  if (idempotencyKey === undefined) return null;
  const said = ReplayDeadLettersRequest.encode({ ...rest, caller: undefined }).finish();
  return idempotentRequest("replay_dead_letters", idempotencyKey, said);
}

/** @returns how many were made */
async function replayChosen(
  parts: RpcParts,
  owner: store.Owner,
  request: ReplayDeadLettersRequest,
  idempotent: IdempotentRequest | null,
  signal: AbortSignal,
): Promise<number> {
  const overMs = spreadMs(request.over);
  const chosen = await chosenDeadLetters(parts.store, owner, request, signal);
  const now = parts.clock.now();
  const instants = spreadInstants(chosen.length, now, overMs);
  const dueAts = new Map(chosen.map((id, index) => [id.toString("hex"), instants[index] ?? now]));
  const replays: store.DeadLetterReplays = {
    again: request.filter === undefined,
    make(old) {
      // Stop if the caller is gone.
      signal.throwIfAborted();
      const dueAt = dueAts.get(old.id.toString("hex")) ?? now;
      return newReplay(old, { id: newUlid(now), freshKey: request.freshKey, dueAt }, now);
    },
    now,
  };
  const batches = inBatches(chosen);
  let made = 0;
  try {
    if (idempotent) {
      const key = { ...owner, ...idempotent, createdAt: now };
      made = await store.replayDeadLettersOnce(parts.store, owner, batches, key, replays);
    } else {
      for (const ids of batches) {
        made += await store.replayDeadLetters(parts.store, owner, ids, replays);
      }
    }
  } finally {
    if (made > 0) parts.claimNow();
  }
  return made;
}

function inBatches(ids: readonly Buffer[]): Buffer[][] {
  return Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, index) =>
    ids.slice(index * batchSize, (index + 1) * batchSize),
  );
}
