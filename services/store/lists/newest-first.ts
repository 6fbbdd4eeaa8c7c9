import type { RowDataPacket } from "mysql2/promise";
import type { Bound, Queryable } from "../session/connect.ts";

/** A piece of SQL and the values that it binds. */
export interface Condition {
  readonly sql: string;
  readonly bound: Bound[];
}

export interface NewestFirst {
  readonly columns: string;
  readonly from: string;
  /** A column of the listed table; ids are ULIDs, so their order is the order of creation. */
  readonly idColumn: string;
  /**
   * Equality on all columns that come before the id in one index, one condition for each value. Each branch
   * is then read in index order and stops after a page, however many rows there are.
   */
  readonly branches: readonly Condition[];
  /** All other conditions. */
  readonly filters: readonly Condition[];
  /** Only rows older than this id; null: from the newest on. */
  readonly before: Buffer | null;
  /** Only rows from this id on, where a search ends; null or absent: down to the oldest. */
  readonly floor?: Buffer | null;
  readonly limit: number;
}

/** Joins conditions with AND. */
export function allOf(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => sql).join(" AND "),
    bound: conditions.flatMap(({ bound }) => bound),
  };
}

/**
 * Builds the statement of a page of rows, newest first. Never scans an offset, and never sorts more than a
 * page for each branch.
 */
export function newestFirst(page: NewestFirst): Condition {
  const older = between(page.idColumn, page.floor ?? null, page.before);
  const selects = page.branches.map((branch) => {
    const conditions = [branch, ...older, ...page.filters];
    return {
      sql: `SELECT ${page.columns} FROM ${page.from} WHERE ${conditions.map(({ sql }) => sql).join(" AND ")} ORDER BY ${page.idColumn} DESC LIMIT ${page.limit}`,
      bound: conditions.flatMap(({ bound }) => bound),
    };
  });
  const [only, ...others] = selects;
  // A union needs a temporary table, which one branch does not.
  if (only && others.length === 0) return only;
  return {
    sql: `${selects.map(({ sql }) => `(${sql})`).join(" UNION ALL ")} ORDER BY id DESC LIMIT ${page.limit}`,
    bound: selects.flatMap(({ bound }) => bound),
  };
}

/**
 * Bound on the rows that one page of a search looks at; measured: README.md, "Lists". A search is a list with
 * a filter that no index serves.
 */
export const searchRows = 1_000;

export interface Search {
  /** One table, with the index of the branches named. */
  readonly from: string;
  readonly idColumn: string;
  readonly branches: readonly Condition[];
  /** Bounds on the id; rows outside of them cost nothing and do not count. */
  readonly bounds: readonly Condition[];
  readonly before: Buffer | null;
}

/**
 * Returns the oldest id that a page of a search may look at; null: no bound is needed. Skips along the
 * branches' index without reading rows. When a page finds fewer rows than it may hold, the next one begins
 * after this id.
 */
export async function endOfSearch(store: Queryable, search: Search): Promise<Buffer | null> {
  const { from, idColumn, before, bounds } = search;
  const ids = search.branches.map((branch) => {
    const conditions = [branch, ...between(idColumn, null, before), ...bounds];
    return {
      sql: `(SELECT ${idColumn} AS id FROM ${from} WHERE ${conditions.map(({ sql }) => sql).join(" AND ")} ORDER BY ${idColumn} DESC LIMIT ${searchRows})`,
      bound: conditions.flatMap(({ bound }) => bound),
    };
  });
  const [row] = await store.rows<RowDataPacket & { id: Buffer }>(
    `SELECT ids.id FROM (${ids.map(({ sql }) => sql).join(" UNION ALL ")}) ids ORDER BY ids.id DESC LIMIT 1 OFFSET ${searchRows - 1}`,
    ids.flatMap(({ bound }) => bound),
  );
  return row?.id ?? null;
}

function between(idColumn: string, floor: Buffer | null, before: Buffer | null): Condition[] {
  const conditions: Condition[] = [];
  if (floor) conditions.push({ sql: `${idColumn} >= ?`, bound: [floor] });
  if (before) conditions.push({ sql: `${idColumn} < ?`, bound: [before] });
  return conditions;
}

/**
 * Builds a count of all rows of the branches, which looks at each: only for branches that are known to have
 * few.
 */
export function countRows(
  from: string,
  branches: readonly Condition[],
  filters: readonly Condition[],
): Condition {
  const either = branches.map(({ sql }) => `(${sql})`).join(" OR ");
  return {
    sql: `SELECT COUNT(*) AS total FROM ${from} WHERE ${[`(${either})`, ...filters.map(({ sql }) => sql)].join(" AND ")}`,
    bound: [...branches, ...filters].flatMap(({ bound }) => bound),
  };
}

/**
 * Builds a `LIKE` that finds `text` anywhere, ignoring case. The collation is binary, so the server folds
 * both sides; folding one here could treat other letters differently.
 */
export function contains(columns: readonly string[], text: string): Condition {
  const pattern = `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  return {
    sql: `(${columns.map((column) => `LOWER(${column}) LIKE LOWER(?)`).join(" OR ")})`,
    bound: columns.map(() => pattern),
  };
}

/**
 * Selects rows made from `from` on and before `before`, by their ids, which begin with the instant of
 * creation.
 */
export function createdBetween(idColumn: string, from: number | null, before: number | null): Condition[] {
  const conditions: Condition[] = [];
  if (from !== null) conditions.push({ sql: `${idColumn} >= ?`, bound: [firstIdOf(from)] });
  if (before !== null) conditions.push({ sql: `${idColumn} < ?`, bound: [firstIdOf(before)] });
  return conditions;
}

/**
 * Returns the smallest ULID of an instant; an instant outside the range of ULIDs is moved to its nearest end.
 */
export function firstIdOf(instant: number): Buffer {
  const id = Buffer.alloc(16);
  id.writeUIntBE(Math.min(Math.max(instant, 0), 2 ** 48 - 1), 0, 6);
  return id;
}
