import type { Delivery } from "../../sdk.ts";
import { hostOf } from "../delivery/verdict.ts";

/** Dead letters that failed alike, or at the same host. */
export interface Group {
  /** Value that they share, as the address names it. */
  readonly name: string;
  readonly count: number;
  /** Message of the newest one; null if there is none. */
  readonly example: string | null;
}

/** Error of a dead letter as groups name it: "500", "connect". */
export function errorName({ last_error, last_status_code }: Delivery): string {
  if (last_error === null) return "unknown";
  return last_error.code === "http_status" ? `HTTP ${last_status_code}` : last_error.code;
}

/** Host of a dead letter. */
export function hostName({ endpoint }: Delivery): string {
  return hostOf(endpoint);
}

/** Groups dead letters, newest first, by a name; the largest group first. */
export function groupsBy(dead: readonly Delivery[], nameOf: (delivery: Delivery) => string): Group[] {
  return [...Map.groupBy(dead, nameOf)]
    .map(([name, members]) => ({
      name,
      count: members.length,
      example: members[0]?.last_error?.message ?? null,
    }))
    .sort((one, other) => other.count - one.count);
}
