import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../../accounts/owner.ts";
import { type Condition, contains, createdBetween } from "../../lists/newest-first.ts";
import type { Queryable } from "../../session/connect.ts";
import { deliveryJoins } from "../delivery-record.ts";
import { type DeliveryFilter, indexOf, placesOf } from "../read/list-deliveries.ts";

/** Rows looked at in one statement. */
const mostLooked = 2_000;

/** Result of one step of a walk. */
export interface DeadLettersFound {
  readonly ids: Buffer[];
  /** Where the walk continues; null: it has ended. */
  readonly next: Buffer | null;
}

interface LookedRow extends RowDataPacket {
  id: Buffer;
  meets: number | null;
}

/**
 * Runs one step of a walk through the owner's dead letters, oldest first, on `deliveries_by_phase`,
 * `deliveries_of_schedule` or `deliveries_of_endpoint`. Finds those that match the filter, were not replayed
 * and can be. Conditions that no index serves are checked on the rows of a step, so a step reads a bounded
 * number of rows.
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
  const dead = { ...filter, state: "dead_lettered" } as const;
  const branches = placesOf(owner, dead).map((place) => {
    const where = [place, ...walked(filter, after)];
    return {
      sql: `(SELECT d.id, (${allOf(meets)}) AS meets FROM deliveries d FORCE INDEX (${indexOf(dead)})
          STRAIGHT_JOIN ${deliveryJoins}
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

function walked(filter: Omit<DeliveryFilter, "state">, after: Buffer | null): Condition[] {
  const conditions = createdBetween("d.id", filter.createdFrom, filter.createdBefore);
  if (after) conditions.push({ sql: "d.id > ?", bound: [after] });
  return conditions;
}

function told({ scheduleId, endpointId, search }: Omit<DeliveryFilter, "state">): Condition[] {
  // A deleted profile cannot send.
  const conditions: Condition[] = [{ sql: "d.replayed_at IS NULL AND e.deleted_at IS NULL", bound: [] }];
  if (scheduleId && endpointId) conditions.push({ sql: "d.endpoint_id = ?", bound: [endpointId] });
  if (search !== null) conditions.push(contains(["COALESCE(r.endpoint, e.url)"], search));
  return conditions;
}

function allOf(conditions: readonly Condition[]): string {
  return conditions.map(({ sql }) => sql).join(" AND ");
}
