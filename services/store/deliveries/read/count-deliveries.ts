import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../../accounts/owner.ts";
import { countEntries } from "../../lists/count-entries.ts";
import { allOf, type Condition, countRows } from "../../lists/newest-first.ts";
import type { Queryable } from "../../session/connect.ts";
import { byPhase } from "../delivery-phases.ts";
import {
  bounds,
  type DeliveryFilter,
  endOfDeliverySearch,
  filters,
  type Place,
  placesOf,
  table,
  tables,
} from "./list-deliveries.ts";

/**
 * Counts the deliveries that match a filter; null when counting would have to look at too many. Without a
 * search it reads only the list's index, and so does not check again who owns the schedule or profile. That
 * index does not show which deliveries are on the wire, so a second statement, a moment later, subtracts them
 * from those that wait.
 */
export async function countDeliveries(
  store: Queryable,
  owner: Owner,
  filter: DeliveryFilter,
): Promise<number | null> {
  const { state, scheduleId } = filter;
  const searched = filters(filter);
  if (searched.length > 0) {
    if (await endOfDeliverySearch(store, owner, filter, null)) return null;
    return countEach(store, tables(filter), placesOf(owner, filter), [...bounds(filter), ...searched]);
  }
  if (state === "dispatching" && !scheduleId) return countOnTheWire(store, owner, filter, []);
  const entries = await countEntries(store, {
    from: table(filter),
    idColumn: "d.id",
    branches: entriesOf(owner, filter),
    bounds: bounds(filter),
  });
  if (entries === null || scheduleId || (state !== "scheduled" && state !== "retrying")) return entries;
  const inPhase = { sql: "d.phase = ?", bound: [state] };
  return Math.max(entries - (await countOnTheWire(store, owner, filter, [inPhase])), 0);
}

/** As `placesOf`, but uses only columns of the index as far as possible. A schedule has few open deliveries. */
function entriesOf({ projectId, mode }: Owner, { state, scheduleId, endpointId }: Place): Condition[] {
  if (scheduleId) {
    const of = { sql: "d.schedule_id = ?", bound: [scheduleId] };
    return byPhase("schedule_phase", state).map((phase) => allOf([of, phase]));
  }
  const column = endpointId ? "endpoint_phase" : "phase";
  const of: Condition = endpointId
    ? { sql: "d.endpoint_id = ?", bound: [endpointId] }
    : { sql: "d.project_id = ? AND d.mode = ?", bound: [projectId, mode] };
  const phases = state === null ? byPhase(column, null) : [{ sql: `d.${column} = ?`, bound: [state] }];
  return phases.map((phase) => allOf([of, phase]));
}

/** Reads the deliveries that dispatchers hold; their number is bounded. */
function countOnTheWire(
  store: Queryable,
  owner: Owner,
  filter: DeliveryFilter,
  conditions: readonly Condition[],
): Promise<number> {
  const wire = { ...filter, state: "dispatching" } as const;
  return countEach(store, table(wire), placesOf(owner, wire), [...bounds(filter), ...conditions]);
}

async function countEach(
  store: Queryable,
  from: string,
  places: readonly Condition[],
  conditions: readonly Condition[],
): Promise<number> {
  const count = countRows(from, places, conditions);
  const [row] = await store.rows<RowDataPacket & { total: number }>(count.sql, count.bound);
  return row?.total ?? 0;
}
