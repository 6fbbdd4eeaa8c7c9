/** A plan, as the operator's file says it. Null: no limit. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  /** Schedules a month, in UTC. */
  readonly monthlySchedules: number | null;
  /** Percent of `monthlySchedules` that may be made beyond it. */
  readonly gracePercent: number;
  /** Items of one bulk create. */
  readonly maxBulkItems: number | null;
  /** Bytes of a schedule's body as sent. */
  readonly maxBodyBytes: number | null;
  /** Days that ended objects are kept; null: `RETENTION_DAYS` applies. */
  readonly retentionDays: number | null;
}

/** All plans. */
export interface Plans {
  readonly all: ReadonlyMap<string, Plan>;
  /** The plan of new accounts, and of those whose plan is gone. */
  readonly usual: Plan;
}

/** Returns the plan with this id; the usual one if it is gone. */
export function planOf({ all, usual }: Plans, id: string): Plan {
  return all.get(id) ?? usual;
}

/** Returns the number of schedules a month at which creates are refused; null: never. */
export function graceLimit({ monthlySchedules, gracePercent }: Plan): number | null {
  if (monthlySchedules === null) return null;
  return monthlySchedules + Math.floor((monthlySchedules * gracePercent) / 100);
}

/** Returns year and month of an instant in UTC as one number, such as 202611. */
export function quotaPeriod(now: number): number {
  const at = new Date(now);
  return at.getUTCFullYear() * 100 + at.getUTCMonth() + 1;
}
