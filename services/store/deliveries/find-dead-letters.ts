import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../connect.ts";
import type { Owner } from "../mode.ts";
import { type Condition, contains, createdBetween } from "../newest-first.ts";
import { byPhase, bySchedulePhase } from "./delivery-phases.ts";
import { deliveryJoins } from "./delivery-record.ts";
import type { DeliveryFilter } from "./list-deliveries.ts";

/** Rows looked at in one statement. */
const mostLooked = 2_000;

/** What one step of a walk found. */
export interface DeadLettersFound {
  readonly ids: Buffer[];
  /** Where the walk goes on; null: it is at its end. */
  readonly next: Buffer | null;
}

interface LookedRow extends RowDataPacket {
  id: Buffer;
  meets: number | null;
}

/**
 * One step of a walk through the owner's dead letters, oldest first, on `deliveries_by_phase` or
 * `deliveries_of_schedule`: those that meet the filter and were not replayed. What no index answers is only told of
 * the rows, so that a step ends after a bounded number of them.
 *
 * @param after where the walk is; null at its start
 */
export async function findDeadLetters(
  store: Queryable,
  owner: Owner,
  filter: Omit<DeliveryFilter, "state">,
  after: Buffer | null,
): Promise<DeadLettersFound> {
  const meets = told(filter);
  const index = filter.scheduleId ? "deliveries_of_schedule" : "deliveries_by_phase";
  const branches = (filter.scheduleId ? bySchedulePhase : byPhase)("dead_lettered").map((phase) => {
    const where = [phase, ...walked(owner, filter, after)];
    return {
      sql: `(SELECT d.id, (${allOf(meets)}) AS meets FROM deliveries d FORCE INDEX (${index}) STRAIGHT_JOIN ${deliveryJoins}
        WHERE ${allOf(where)} ORDER BY d.id LIMIT ${mostLooked})`,
      bound: [...meets, ...where].flatMap(({ bound }) => bound),
    };
  });
  const rows = await store.rows<LookedRow>(
    `${branches.map(({ sql }) => sql).join(" UNION ALL ")} ORDER BY id LIMIT ${mostLooked}`,
    branches.flatMap(({ bound }) => bound),
  );
  return {
    ids: rows.filter((row) => row.meets === 1).map(({ id }) => id),
    next: rows.length === mostLooked ? (rows.at(-1)?.id ?? null) : null,
  };
}

function walked(owner: Owner, filter: Omit<DeliveryFilter, "state">, after: Buffer | null): Condition[] {
  const conditions: Condition[] = [
    { sql: "d.project_id = ? AND d.mode = ?", bound: [owner.projectId, owner.mode] },
    ...createdBetween("d.id", filter.createdFrom, filter.createdBefore),
  ];
  if (filter.scheduleId) conditions.push({ sql: "d.schedule_id = ?", bound: [filter.scheduleId] });
  if (after) conditions.push({ sql: "d.id > ?", bound: [after] });
  return conditions;
}

function told({ endpointId, search }: Omit<DeliveryFilter, "state">): Condition[] {
  const conditions: Condition[] = [{ sql: "d.replayed_at IS NULL", bound: [] }];
  if (endpointId) conditions.push({ sql: "d.endpoint_id = ?", bound: [endpointId] });
  if (search !== null) conditions.push(contains(["COALESCE(r.endpoint, e.url)"], search));
  return conditions;
}

function allOf(conditions: readonly Condition[]): string {
  return conditions.map(({ sql }) => sql).join(" AND ");
}
