import type { Owner } from "../../accounts/owner.ts";
import {
  allOf,
  type Condition,
  contains,
  createdBetween,
  endOfSearch,
  newestFirst,
} from "../../lists/newest-first.ts";
import type { Queryable } from "../../session/connect.ts";
import { byPhase, type PhaseColumn } from "../delivery-phases.ts";
import {
  type DeliveryRecord,
  type DeliveryRow,
  type DeliveryState,
  deliveryColumns,
  deliveryJoins,
  toDeliveryRecord,
} from "../delivery-record.ts";

export interface DeliveryFilter {
  readonly state: DeliveryState | null;
  readonly scheduleId: Buffer | null;
  readonly endpointId: Buffer | null;
  /** Text that the endpoint contains; null: any. */
  readonly search: string | null;
  readonly createdFrom: number | null;
  readonly createdBefore: number | null;
}

/**
 * Returns a page of the owner's deliveries, newest first, on `deliveries_by_phase`, `deliveries_of_schedule`
 * or `deliveries_of_endpoint`. Those on the wire are read on `deliveries_by_lease`, since all of them are
 * held, or on `deliveries_on_the_wire`. A named schedule or profile must be the owner's.
 *
 * @param floor the result of `endOfDeliverySearch`, which bounds the rows that a search reads
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
    branches: placesOf(owner, filter),
    filters: [...bounds(filter), ...filters(filter)],
    before,
    floor,
    limit,
  });
  const rows = await store.rows<DeliveryRow>(page.sql, page.bound);
  return rows.map(toDeliveryRecord);
}

/** Returns the oldest id that a page may look at; null: no bound is needed. */
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
    branches: placesOf(owner, filter),
    bounds: bounds(filter),
    before,
  });
}

/**
 * Names the index, since otherwise the server reads the whole table by primary key when it expects few rows
 * in a branch.
 */
export function table(filter: Place): string {
  return `deliveries d FORCE INDEX (${indexOf(filter)})`;
}

/** The parts of a filter that decide the index. */
export type Place = Pick<DeliveryFilter, "state" | "scheduleId" | "endpointId">;

/**
 * Returns the index that has the deliveries of one phase, and of this schedule or profile, in the order of
 * their ids.
 */
export function indexOf({ state, scheduleId, endpointId }: Place): string {
  if (scheduleId) return "deliveries_of_schedule";
  if (state === "dispatching") return endpointId ? "deliveries_on_the_wire" : "deliveries_by_lease";
  return endpointId ? "deliveries_of_endpoint" : "deliveries_by_phase";
}

/** Returns the tables to join, including those that a search looks at. */
export function tables(filter: DeliveryFilter): string {
  return `${table(filter)} STRAIGHT_JOIN ${deliveryJoins}`;
}

/** Returns one condition for each part of that index that has such deliveries. */
export function placesOf(owner: Owner, { state, scheduleId, endpointId }: Place): Condition[] {
  const owned = { sql: "d.project_id = ? AND d.mode = ?", bound: [owner.projectId, owner.mode] };
  const of = (column: string, id: Buffer) => allOf([{ sql: `d.${column} = ?`, bound: [id] }, owned]);
  const within = (whose: Condition, column: PhaseColumn) =>
    byPhase(column, state).map((phase) => allOf([whose, phase]));
  if (scheduleId) return within(of("schedule_id", scheduleId), "schedule_phase");
  if (endpointId && state === "dispatching") return [of("wire_endpoint_id", endpointId)];
  if (endpointId) return within(of("endpoint_id", endpointId), "endpoint_phase");
  if (state !== "dispatching") return within(owned, "phase");
  return [allOf([{ sql: "d.lease_expires_at > 0 AND d.state = ?", bound: [state] }, owned])];
}

/** Returns bounds on the id. */
export function bounds(filter: DeliveryFilter): Condition[] {
  return createdBetween("d.id", filter.createdFrom, filter.createdBefore);
}

/** Returns the conditions that no index serves. */
export function filters(filter: DeliveryFilter): Condition[] {
  const conditions: Condition[] = [];
  if (filter.scheduleId && filter.endpointId) {
    conditions.push({ sql: "d.endpoint_id = ?", bound: [filter.endpointId] });
  }
  if (filter.search !== null) conditions.push(contains(["COALESCE(r.endpoint, e.url)"], filter.search));
  return conditions;
}
