import { useQuery } from "@tanstack/react-query";
import { serverNow } from "../../now.ts";
import type { Attempt, Delivery, Landfall } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";

const refreshMs = 5_000;
const pageSize = 100;
/** Most deliveries are written a while ahead: so many pages are looked through for those that are due. */
const mostPages = 3;

/** The newest deliveries of a schedule that are due, newest first, and the newest attempts. */
export function useRuns(id: string) {
  const landfall = useLandfall();
  const deliveries = useQuery<readonly Delivery[]>({
    queryKey: ["schedule-runs", id, "newest"],
    refetchInterval: refreshMs,
    queryFn: ({ signal }) => dueDeliveries(landfall, id, signal),
  });
  const attempts = useQuery<readonly Attempt[]>({
    queryKey: ["schedule-runs", id, "attempts"],
    refetchInterval: 2 * refreshMs,
    queryFn: async ({ signal }) =>
      (await landfall.schedules.attempts(id, { limit: pageSize }, { signal })).data,
  });
  return { deliveries, attempts };
}

async function dueDeliveries(
  landfall: Landfall,
  id: string,
  signal: AbortSignal,
): Promise<readonly Delivery[]> {
  const due: Delivery[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages && due.length < pageSize; page++) {
    const query = { limit: pageSize, ...(cursor !== undefined && { cursor }) };
    const { data, next_cursor: next } = await landfall.schedules.deliveries(id, query, { signal });
    const now = serverNow();
    due.push(
      ...data.filter(({ state, scheduled_for }) => state !== "scheduled" || Date.parse(scheduled_for) <= now),
    );
    if (next === null) break;
    cursor = next;
  }
  return due.slice(0, pageSize);
}
