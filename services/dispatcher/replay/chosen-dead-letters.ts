import type {
  DeadLetterFilter,
  ReplayDeadLettersRequest,
} from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { idOf, notFound } from "../../rules/object-ids.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { parsePrefixedId } from "../../runtime/ulid.ts";
import {
  endpointExisted,
  findDeadLetters,
  findDeliveryStates,
  type Owner,
  type Store,
  scheduleExists,
} from "../../store/for-dispatcher.ts";

/** Limit per call. */
const mostDeadLetters = 10_000;

/**
 * Dead letters that a request names, in its order, or the oldest that match its filter.
 *
 * @param signal aborts when the caller is gone
 * @throws ServiceError `invalid_parameter`, `delivery_not_found`, `not_a_dead_letter`, `schedule_not_found`
 */
export function chosenDeadLetters(
  store: Store,
  owner: Owner,
  { ids, filter }: ReplayDeadLettersRequest,
  signal: AbortSignal,
): Promise<Buffer[]> {
  if (ids.length > 0 === (filter !== undefined)) {
    throw new ServiceError("invalid_parameter", "Give either ids or filter.");
  }
  if (ids.length > mostDeadLetters) {
    throw new ServiceError("invalid_parameter", `ids may name at most ${mostDeadLetters} deliveries.`, "ids");
  }
  return filter ? deadLettersMet(store, owner, filter, signal) : deadLettersNamed(store, owner, ids);
}

async function deadLettersNamed(store: Store, owner: Owner, texts: readonly string[]): Promise<Buffer[]> {
  const named = texts.map((text, index) => ({
    index,
    id: idOf("delivery", text, `ids.${index}`),
  }));
  const states = await findDeliveryStates(
    store,
    owner,
    named.map(({ id }) => id),
  );
  const chosen = new Map<string, Buffer>();
  for (const { index, id } of named) {
    const key = id.toString("hex");
    const state = states.get(key) ?? notFound("delivery", `ids.${index}`);
    if (state !== "dead_lettered") {
      const message = `The delivery is ${state}, not dead_lettered.`;
      throw new ServiceError("not_a_dead_letter", message, `ids.${index}`);
    }
    chosen.set(key, id);
  }
  return [...chosen.values()];
}

async function deadLettersMet(
  store: Store,
  owner: Owner,
  filter: DeadLetterFilter,
  signal: AbortSignal,
): Promise<Buffer[]> {
  const scheduleId =
    filter.scheduleId === undefined ? null : await scheduleOf(store, owner, filter.scheduleId);
  const endpointId = filter.endpointId === undefined ? null : parsePrefixedId("ep", filter.endpointId);
  // A profile that never existed has none.
  if (filter.endpointId !== undefined) {
    if (!endpointId || !(await endpointExisted(store, owner, endpointId))) return [];
  }
  const wanted = {
    scheduleId,
    endpointId,
    search: filter.search ?? null,
    createdFrom: filter.createdFromMs ?? null,
    createdBefore: filter.createdBeforeMs ?? null,
  };
  const met: Buffer[] = [];
  for (let after: Buffer | null = null; ; ) {
    const { ids, next } = await findDeadLetters(store, owner, wanted, after);
    met.push(...ids);
    if (next === null || met.length >= mostDeadLetters) return met.slice(0, mostDeadLetters);
    signal.throwIfAborted();
    after = next;
  }
}

async function scheduleOf(store: Store, owner: Owner, text: string): Promise<Buffer> {
  const param = "filter.schedule_id";
  const id = idOf("schedule", text, param);
  return (await scheduleExists(store, owner, id)) ? id : notFound("schedule", param);
}
