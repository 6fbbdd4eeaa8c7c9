import type { CreateScheduleItem } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { type IdempotentRequest, mustBeTheSame } from "../../rules/idempotency.ts";
import { ServiceError } from "../../runtime/errors.ts";
import type { NewSchedule, Owner, ScheduleRecord } from "../../store/for-scheduler.ts";
import { idempotentFields } from "./idempotent-fields.ts";

/** Describes what became of one item: made now, made before with the same key, refused, or put off until its name is known. */
export type Created =
  | { readonly kind: "created" | "made_before"; readonly schedule: ScheduleRecord }
  | { readonly kind: "refused"; readonly error: ServiceError }
  | { readonly kind: "awaits_name" };

/** An item on its way. Items that share an idempotency key with an earlier one of the batch follow that one. */
export interface Entry {
  readonly owner: Owner;
  readonly item: CreateScheduleItem;
  readonly idempotent: IdempotentRequest | null;
  made: NewSchedule | null;
  result: Created | null;
  leader: Entry | null;
}

/**
 * The items of a batch, each that shares its key with an earlier one behind that. Creates with one key that
 * arrived together make one object, as if they had come one after the other.
 *
 * @throws ServiceError `invalid_api_key` when an item names no project and mode
 */
export function toEntries(items: readonly CreateScheduleItem[]): Entry[] {
  const entries = items.map(toEntry);
  followLeaders(entries);
  return entries;
}

/** Those whose key is free after all, since the first with it was refused: another request stands for itself. */
export function freedEntries(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => entry.leader?.result?.kind === "refused" && !same(entry, entry.leader));
}

/** The result of an entry behind another one, from that one's. */
export function followed(entry: Entry): Created {
  const lead = entry.leader?.result;
  if (!lead || !entry.idempotent || !entry.leader?.idempotent)
    throw new Error("an item was left without a result");
  if (lead.kind === "refused" || lead.kind === "awaits_name") return lead;
  const { idempotent } = entry;
  const before = entry.leader.idempotent;
  return refusalOr(() => {
    mustBeTheSame(idempotent, before);
    return { kind: "made_before", schedule: lead.schedule };
  });
}

/** Returns what `answer` says, or what it refuses. */
export function refusalOr(answer: () => Created): Created {
  try {
    return answer();
  } catch (error) {
    if (error instanceof ServiceError) return { kind: "refused", error };
    throw error;
  }
}

/** A text that stands for an owner. */
export function ownerKey({ projectId, mode }: Owner): string {
  return `${projectId.toString("hex")}:${mode}`;
}

function toEntry(item: CreateScheduleItem): Entry {
  const entry: Entry = {
    owner: ownerOf(item.caller),
    item,
    idempotent: null,
    made: null,
    result: null,
    leader: null,
  };
  const { idempotencyKey, fields } = item;
  if (idempotencyKey === undefined || !fields) return entry;
  return { ...entry, idempotent: idempotentFields("create_schedule", idempotencyKey, fields) };
}

function followLeaders(entries: readonly Entry[]): void {
  const leaders = new Map<string, Entry>();
  for (const entry of entries) {
    if (!entry.idempotent) continue;
    const key = `${ownerKey(entry.owner)}:${entry.idempotent.keyHash.toString("hex")}`;
    const leader = leaders.get(key);
    if (leader) entry.leader = leader;
    else leaders.set(key, entry);
  }
}

function same(one: Entry, other: Entry): boolean {
  return one.idempotent?.requestHash.equals(other.idempotent?.requestHash ?? Buffer.alloc(0)) ?? false;
}
