import type { Caller } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import {
  type CreateScheduleItem,
  type CreateScheduleResult,
  NameRule,
} from "../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import type { CreateBatcher } from "./create-batcher.ts";
import { approximateBytes } from "./item-size.ts";

/** An item as operations make it; what is done about its name is decided here. */
export type CreateItem = Omit<CreateScheduleItem, "names">;

/** Creates schedules, together with what others create. */
export interface Creates {
  /**
   * What became of each item of one request, in the same order.
   *
   * @throws ServiceError unavailable; whether they were created is then not known
   */
  create(items: readonly CreateItem[], requestId: string): Promise<CreateScheduleResult[]>;
}

/** Returns when the names of destinations are known, or not to be known soon. */
export type AwaitNames = (
  caller: Caller | undefined,
  endpoints: string[],
  requestId: string,
) => Promise<unknown>;

/** The calls of small requests, and those of large ones. */
export interface CreateLanes {
  readonly small: CreateBatcher;
  readonly large: CreateBatcher;
}

/** A request with more items, or more to store, goes with the large ones. */
const mostSmallItems = 20;
const mostSmallBytes = 65_536;

/**
 * Creates go in calls that many requests share, and a call is answered when all of its items are. So small requests
 * share none with large ones; and an item whose name is not known yet leaves its call, its request waits for its own
 * names alone, and it goes again once they are known.
 */
export function createCreates({ small, large }: CreateLanes, awaitNames: AwaitNames): Creates {
  return {
    async create(items, requestId) {
      const batcher = isSmall(items) ? small : large;
      const send = (item: CreateItem, names: NameRule) => batcher.create({ ...item, names }, requestId);
      const results = await Promise.all(items.map((item) => send(item, NameRule.DEFER)));
      const awaiting = results.flatMap(({ result }, place) =>
        result?.$case === "awaitsName" ? { place, item: items[place] } : [],
      );
      if (awaiting.length === 0) return results;
      const endpoints = new Set(awaiting.flatMap(({ item }) => item?.fields?.endpoint ?? []));
      await awaitNames(awaiting[0]?.item?.caller, [...endpoints], requestId);
      await Promise.all(
        awaiting.map(async ({ place, item }) => {
          if (item !== undefined) results[place] = await send(item, NameRule.KNOWN);
        }),
      );
      return results;
    },
  };
}

function isSmall(items: readonly CreateItem[]): boolean {
  if (items.length > mostSmallItems) return false;
  return items.reduce((sum, item) => sum + approximateBytes(item), 0) <= mostSmallBytes;
}
