import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";
import { allOf, type Condition } from "./newest-first.ts";

/** Describes what is to be counted: entries of one index. */
export interface Entries {
  /** The table alone, and the index by its name. */
  readonly from: string;
  readonly idColumn: string;
  /** Equality on all columns that stand before the id in that index, one condition for each value. */
  readonly branches: readonly Condition[];
  /** Bounds on the id. */
  readonly bounds: readonly Condition[];
}

/** Describes what one count may take; measured: README.md, "Lists". */
export interface CountBounds {
  /** Entries looked at, about. */
  readonly mostEntries: number;
  readonly mostMs: number;
  /** Entries of each branch that one statement looks at. */
  readonly portion: number;
}

const usualBounds: CountBounds = { mostEntries: 2_000_000, mostMs: 3_000, portion: 20_000 };

/** A branch that has not been counted to its end, and the id up to which it has. */
interface OpenBranch {
  readonly branch: Condition;
  readonly after: Buffer | null;
}

interface PortionRow extends RowDataPacket {
  branch: number;
  entries: number;
  last: Buffer | null;
}

/** A count, and whether it came to its end; if not, there are that many or more. */
export interface Counted {
  readonly count: number;
  readonly isWhole: boolean;
}

/** As `countUpTo`, but null when that takes more entries or more time than a count may take. */
export async function countEntries(
  store: Queryable,
  counted: Entries,
  bounds: CountBounds = usualBounds,
): Promise<number | null> {
  const { count, isWhole } = await countUpTo(store, counted, bounds);
  return isWhole ? count : null;
}

/**
 * Returns how many entries the branches hold together, counted in portions along the index, so that no statement is
 * long and nothing goes on after this has returned. A branch is read in the order of its ids, and nothing but the index
 * as long as branches and bounds name its columns alone.
 */
export async function countUpTo(
  store: Queryable,
  counted: Entries,
  { mostEntries, mostMs, portion }: CountBounds,
): Promise<Counted> {
  const startedAt = performance.now();
  let total = 0;
  let open: OpenBranch[] = counted.branches.map((branch) => ({ branch, after: null }));
  for (;;) {
    const { sql, bound } = portions(counted, open, portion);
    const rows = await store.rows<PortionRow>(sql, bound);
    for (const { entries } of rows) total += entries;
    const full = rows.filter(({ entries }) => entries === portion);
    open = full.flatMap(({ branch: index, last }) => {
      const each = open[index];
      return each ? [{ ...each, after: last }] : [];
    });
    if (open.length === 0) return { count: total, isWhole: true };
    if (total > mostEntries || performance.now() - startedAt > mostMs)
      return { count: total, isWhole: false };
  }
}

/** The next portion of each branch. What is counted has a limit, so that the server takes no other way to it. */
function portions(
  { from, idColumn, bounds }: Entries,
  open: readonly OpenBranch[],
  portion: number,
): Condition {
  const counts = open.map(({ branch, after }, index) => {
    const further: Condition[] = after ? [{ sql: `${idColumn} > ?`, bound: [after] }] : [];
    const { sql, bound } = allOf([branch, ...bounds, ...further]);
    return {
      sql: `SELECT ${index} AS branch, COUNT(*) AS entries, MAX(e.id) AS last FROM (
        SELECT ${idColumn} AS id FROM ${from} WHERE ${sql} ORDER BY ${idColumn} LIMIT ${portion}) e`,
      bound,
    };
  });
  return {
    sql: counts.map(({ sql }) => sql).join(" UNION ALL "),
    bound: counts.flatMap(({ bound }) => bound),
  };
}
