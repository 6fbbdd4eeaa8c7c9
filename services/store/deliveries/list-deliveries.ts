import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../connect.ts";
import type { Owner } from "../mode.ts";
import {
  type Condition,
  contains,
  countRows,
  createdBetween,
  endOfSearch,
  newestFirst,
} from "../newest-first.ts";
import { byPhase, bySchedulePhase } from "./delivery-phases.ts";
import {
  type DeliveryRecord,
  type DeliveryRow,
  type DeliveryState,
  deliveryColumns,
  deliveryJoins,
  toDeliveryRecord,
} from "./delivery-record.ts";

export interface DeliveryFilter {
  readonly state: DeliveryState | null;
  readonly scheduleId: Buffer | null;
  readonly endpointId: Buffer | null;
  /** Part of the endpoint. */
  readonly search: string | null;
  readonly createdFrom: number | null;
  readonly createdBefore: number | null;
}

/**
 * A page of the owner's deliveries, newest first, on `deliveries_by_phase` or `deliveries_of_schedule`; those
 * on the wire on `deliveries_by_lease`, since only what is held can be there.
 *
 * @param floor what `endOfDeliverySearch` said, so that no search walks through everything
 */
export async function listDeliveries(
  store: Queryable,
  owner: Owner,
  filter: DeliveryFilter,
  before: Buffer | null,
  limit: number,
  floor: Buffer | null = null,
): Promise<DeliveryRecord[]> {
  const page = newestFirst({
    columns: deliveryColumns,
    from: tables(filter),
    idColumn: "d.id",
    branches: branches(owner, filter),
    filters: [...bounds(filter), ...filters(filter)],
    before,
    floor,
    limit,
  });
  const rows = await store.rows<DeliveryRow>(page.sql, page.bound);
  return rows.map(toDeliveryRecord);
}

/** The oldest id that a page may look at; null: it can look at all that there is, or needs no search. */
export async function endOfDeliverySearch(
  store: Queryable,
  owner: Owner,
  filter: DeliveryFilter,
  before: Buffer | null,
): Promise<Buffer | null> {
  if (filters(filter).length === 0) return null;
  return endOfSearch(store, {
    from: table(filter),
    idColumn: "d.id",
    branches: branches(owner, filter),
    bounds: bounds(filter),
    before,
  });
}

/** How many deliveries a filter meets; null when finding out takes looking through too many. */
export async function countDeliveries(
  store: Queryable,
  owner: Owner,
  filter: DeliveryFilter,
): Promise<number | null> {
  if (await endOfDeliverySearch(store, owner, filter, null)) return null;
  const conditions = [...bounds(filter), ...filters(filter)];
  const count = countRows(tables(filter), branches(owner, filter), conditions);
  const [row] = await store.rows<RowDataPacket & { total: number }>(count.sql, count.bound);
  return row?.total ?? 0;
}

/** Left to itself, the server reads the whole table by primary key where it expects few rows in a branch. */
function table({ scheduleId, state }: DeliveryFilter): string {
  const other = state === "dispatching" ? "deliveries_by_lease" : "deliveries_by_phase";
  return `deliveries d FORCE INDEX (${scheduleId ? "deliveries_of_schedule" : other})`;
}

function tables(filter: DeliveryFilter): string {
  return `${table(filter)} STRAIGHT_JOIN ${deliveryJoins}`;
}

function branches(owner: Owner, filter: DeliveryFilter): Condition[] {
  const { scheduleId, state } = filter;
  const owned = { sql: "d.project_id = ? AND d.mode = ?", bound: [owner.projectId, owner.mode] };
  if (scheduleId) {
    return bySchedulePhase(state).map(({ sql, bound }) => ({
      sql: `d.schedule_id = ? AND ${sql} AND ${owned.sql}`,
      bound: [scheduleId, ...bound, ...owned.bound],
    }));
  }
  if (state === "dispatching") {
    return [
      { sql: `d.lease_expires_at > 0 AND ${owned.sql} AND d.state = ?`, bound: [...owned.bound, state] },
    ];
  }
  return byPhase(state).map(({ sql, bound }) => ({
    sql: `${owned.sql} AND ${sql}`,
    bound: [...owned.bound, ...bound],
  }));
}

function bounds(filter: DeliveryFilter): Condition[] {
  return createdBetween("d.id", filter.createdFrom, filter.createdBefore);
}

/** What no index answers. */
function filters(filter: DeliveryFilter): Condition[] {
  const conditions: Condition[] = [];
  if (filter.endpointId) conditions.push({ sql: "d.endpoint_id = ?", bound: [filter.endpointId] });
  if (filter.search !== null) conditions.push(contains(["COALESCE(r.endpoint, e.url)"], filter.search));
  return conditions;
}
