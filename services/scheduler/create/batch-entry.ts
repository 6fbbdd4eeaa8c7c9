import type { CreateScheduleItem } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { accountIdOf, ownerOf } from "../../rules/caller.ts";
import { type IdempotentRequest, mustBeTheSame } from "../../rules/idempotency.ts";
import { ServiceError } from "../../runtime/errors.ts";
import type { NewSchedule, Owner, ScheduleRecord } from "../../store/for-scheduler.ts";
import { idempotentFields } from "./idempotent-fields.ts";

/** Outcome of one item of a batch. */
export type Created =
  /** `created`: made now. `made_before`: made by an earlier call with the same idempotency key. */
  | {
      readonly kind: "created" | "made_before";
      readonly schedule: ScheduleRecord;
      /** True: past the limit of its account's plan. Null: not made now, or nothing limits it. */
      readonly overLimit: boolean | null;
    }
  /** Not made; sending it again cannot help. */
  | { readonly kind: "refused"; readonly error: ServiceError }
  /** Not made yet: the caller waits for the host name of its destination and sends it again. */
  | { readonly kind: "awaits_name" };

/**
 * An item in progress. An item that shares an idempotency key with an earlier one of the batch has that one
 * as its leader.
 */
export interface Entry {
  readonly owner: Owner;
  /** The account that it counts against; null: none. */
  readonly accountId: Buffer | null;
  readonly item: CreateScheduleItem;
  readonly idempotent: IdempotentRequest | null;
  made: NewSchedule | null;
  result: Created | null;
  leader: Entry | null;
}

/**
 * Turns the items of a batch into entries and links each one that repeats an idempotency key to the first
 * with that key. Creates that arrive together with one key make one object, as if they had arrived one after
 * the other.
 *
 * @throws ServiceError `invalid_api_key` when an item names no project and mode
 */
export function toEntries(items: readonly CreateScheduleItem[]): Entry[] {
  const entries = items.map(toEntry);
  followLeaders(entries);
  return entries;
}

/**
 * Returns the entries whose key is free after all: the first entry with it was refused, and they are other
 * requests.
 */
export function freedEntries(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => entry.leader?.result?.kind === "refused" && !same(entry, entry.leader));
}

/** Derives the result of an entry from its leader's. */
export function followed(entry: Entry): Created {
  const lead = entry.leader?.result;
  if (!lead || !entry.idempotent || !entry.leader?.idempotent)
    throw new Error("an item was left without a result");
  if (lead.kind === "refused" || lead.kind === "awaits_name") return lead;
  const { idempotent } = entry;
  const before = entry.leader.idempotent;
  return refusalOr(() => {
    mustBeTheSame(idempotent, before);
    return { kind: "made_before", schedule: lead.schedule, overLimit: null };
  });
}

/** Returns the result of `answer`, or the refusal that it throws. */
export function refusalOr(answer: () => Created): Created {
  try {
    return answer();
  } catch (error) {
    if (error instanceof ServiceError) return { kind: "refused", error };
    throw error;
  }
}

/** Formats an owner as a map key. */
export function ownerKey({ projectId, mode }: Owner): string {
  return `${projectId.toString("hex")}:${mode}`;
}

function toEntry(item: CreateScheduleItem): Entry {
  const entry: Entry = {
    owner: ownerOf(item.caller),
    accountId: accountIdOf(item.caller),
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
