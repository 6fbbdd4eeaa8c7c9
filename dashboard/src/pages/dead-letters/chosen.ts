import type { Delivery } from "../../sdk.ts";
import type { kinds } from "./dead-letter-filters.tsx";
import { errorName, hostName } from "./groups.ts";
import type { ReplayTarget } from "./replay-run.ts";
import type { ApiFilter, DeadLetters } from "./use-dead-letters.ts";

/** Groups that were chosen; null: none. */
export interface Chosen {
  readonly error: string | null;
  readonly host: string | null;
}

/** True for a member of the chosen groups. */
export function isOfGroup(delivery: Delivery, { error, host }: Chosen): boolean {
  return (error === null || errorName(delivery) === error) && (host === null || hostName(delivery) === host);
}

/** True for one that was replayed, or was not, as asked for. */
export function isOfKind({ replayed_at }: Delivery, kind: (typeof kinds)[number]): boolean {
  return kind === "all" || (kind === "replayed") === (replayed_at !== null);
}

function waiting(rows: readonly Delivery[]): Delivery[] {
  return rows.filter(({ replayed_at }) => replayed_at === null);
}

/** Names the dead letters that the button at the top replays: a group by its ids, else all that the API's filter meets. */
export function targetOf(
  rows: readonly Delivery[],
  chosen: Chosen,
  filter: () => ApiFilter,
  data: DeadLetters | undefined,
): ReplayTarget | null {
  const ids = waiting(rows).map(({ id }) => id);
  if (ids.length === 0 || data === undefined) return null;
  if (chosen.error === null && chosen.host === null) {
    return { filter: filter(), count: ids.length, isExact: data.isComplete, label: "that match the filters" };
  }
  const by = [chosen.error && `failed with ${chosen.error}`, chosen.host && `went to ${chosen.host}`];
  return { ids, label: `that ${by.filter(Boolean).join(" and ")}` };
}
