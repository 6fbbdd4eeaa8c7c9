import type { Caller } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import {
  type CreateScheduleItem,
  type CreateScheduleResult,
  NameRule,
} from "../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import type { CreateBatcher } from "./create-batcher.ts";
import { approximateBytes } from "./item-size.ts";

/** An item as operations build it; `names` is set here. */
export type CreateItem = Omit<CreateScheduleItem, "names">;

/** Creates schedules in calls shared with other requests. */
export interface Creates {
  /**
   * Creates the items of one request; returns their results in the same order.
   *
   * @throws ServiceError unavailable; it is then unknown if they were created
   */
  create(items: readonly CreateItem[], requestId: string): Promise<CreateScheduleResult[]>;
}

/** Waits until the destinations' names are resolved, or will not be soon. */
export type AwaitNames = (
  caller: Caller | undefined,
  endpoints: string[],
  requestId: string,
) => Promise<unknown>;

/** Separate calls for small and large requests. */
export interface CreateLanes {
  readonly small: CreateBatcher;
  readonly large: CreateBatcher;
}

/** A request with more items, or more bytes to store, counts as large. */
const mostSmallItems = 20;
const mostSmallBytes = 65_536;

/**
 * Creates share calls between many requests, and a call is answered only when all of its items are. So
 * small requests never share a call with large ones. An item whose name is not resolved yet leaves the
 * call; its request waits for its own names only and sends it again.
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
