import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../connect.ts";
import type { Owner } from "../mode.ts";
import { type Condition, contains, countRows, createdBetween, newestFirst } from "../newest-first.ts";
import {
  type DeliveryRecord,
  type DeliveryRow,
  type DeliveryState,
  deliveryColumns,
  deliveryStates,
  deliveryTables,
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

/** A page of the owner's deliveries, newest first, on `deliveries_by_state` or `deliveries_of_schedule`. */
export async function listDeliveries(
  store: Queryable,
  owner: Owner,
  filter: DeliveryFilter,
  before: Buffer | null,
  limit: number,
): Promise<DeliveryRecord[]> {
  const page = newestFirst({
    columns: deliveryColumns,
    from: deliveryTables,
    idColumn: "d.id",
    branches: branches(owner, filter),
    filters: filters(filter),
    before,
    limit,
  });
  const rows = await store.rows<DeliveryRow>(page.sql, page.bound);
  return rows.map(toDeliveryRecord);
}

/** How many deliveries a filter meets. */
export async function countDeliveries(
  store: Queryable,
  owner: Owner,
  filter: DeliveryFilter,
): Promise<number> {
  const count = countRows(deliveryTables, branches(owner, filter), filters(filter));
  const [row] = await store.rows<RowDataPacket & { total: number }>(count.sql, count.bound);
  return row?.total ?? 0;
}

function branches(owner: Owner, filter: DeliveryFilter): Condition[] {
  return deliveryStates
    .filter((state) => filter.state === null || filter.state === state)
    .map((state) =>
      filter.scheduleId
        ? {
            sql: "d.schedule_id = ? AND d.state = ? AND d.project_id = ? AND d.mode = ?",
            bound: [filter.scheduleId, state, owner.projectId, owner.mode],
          }
        : {
            sql: "d.project_id = ? AND d.mode = ? AND d.state = ?",
            bound: [owner.projectId, owner.mode, state],
          },
    );
}

function filters(filter: DeliveryFilter): Condition[] {
  const conditions = createdBetween("d.id", filter.createdFrom, filter.createdBefore);
  if (filter.endpointId) conditions.push({ sql: "d.endpoint_id = ?", bound: [filter.endpointId] });
  if (filter.search !== null) conditions.push(contains(["r.endpoint"], filter.search));
  return conditions;
}
