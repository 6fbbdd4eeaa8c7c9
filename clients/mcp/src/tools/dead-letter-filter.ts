import { z } from "zod";

/** Arguments that choose dead letters. */
export const deadLetterFilter = {
  schedule_id: z.string().min(1).optional().describe("Only deliveries of this schedule."),
  endpoint_id: z.string().min(1).optional().describe("Only what went to this endpoint profile."),
  query: z.string().min(1).max(200).optional().describe("Text in the destination."),
  after: z.string().optional().describe("Only what was created at or after this instant, RFC 3339."),
  before: z.string().optional().describe("Only what was created before this instant, RFC 3339."),
};

/** The arguments, checked. */
export interface DeadLetterFilter {
  readonly schedule_id?: string | undefined;
  readonly endpoint_id?: string | undefined;
  readonly query?: string | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** Converts the filter for the API, without absent arguments. */
export function apiFilter({ query, ...others }: DeadLetterFilter) {
  const named = { ...others, q: query };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}
