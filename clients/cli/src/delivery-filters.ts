import type { Command } from "commander";
import { instantOption } from "./instant-option.ts";

/** Filters of a list of deliveries, as typed. */
export interface FilterWords {
  readonly schedule?: string;
  readonly endpointId?: string;
  readonly q?: string;
  readonly after?: string;
  readonly before?: string;
}

/** Adds the filters of deliveries and dead letters. */
export function withFilters(command: Command): Command {
  return command
    .option("--schedule <id>", "only of this schedule")
    .option("--endpoint-id <id>", "only to this endpoint profile")
    .option("-q <text>", "only whose destination contains this")
    .option("--after <time>", "only made since: an instant, or 2h for two hours ago")
    .option("--before <time>", "only made before");
}

/** Filters of a list of deliveries. */
export interface Filters {
  schedule_id?: string;
  endpoint_id?: string;
  q?: string;
  after?: string;
  before?: string;
}

/** Converts the filters for the API; absent options are left out. */
export function filtersOf(typed: FilterWords, now: number): Filters {
  const after = instantOption("--after", typed.after, now);
  const before = instantOption("--before", typed.before, now);
  return {
    ...(typed.schedule === undefined ? {} : { schedule_id: typed.schedule }),
    ...(typed.endpointId === undefined ? {} : { endpoint_id: typed.endpointId }),
    ...(typed.q === undefined ? {} : { q: typed.q }),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  };
}
