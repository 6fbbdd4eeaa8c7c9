import { useQuery } from "@tanstack/react-query";
import type { Attempt, Delivery } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";

const refreshMs = 5_000;
/** So many are looked at for figures: one page. */
const looked = 100;

/** The newest deliveries of a schedule, and their attempts. */
export function useRuns(id: string) {
  const landfall = useLandfall();
  const deliveries = useQuery<readonly Delivery[]>({
    queryKey: ["schedule-runs", id, "newest"],
    refetchInterval: refreshMs,
    queryFn: async ({ signal }) =>
      (await landfall.schedules.deliveries(id, { limit: looked }, { signal })).data,
  });
  const attempts = useQuery<readonly Attempt[]>({
    queryKey: ["schedule-runs", id, "attempts"],
    refetchInterval: 2 * refreshMs,
    queryFn: async ({ signal }) =>
      (await landfall.schedules.attempts(id, { limit: looked }, { signal })).data,
  });
  return { deliveries, attempts };
}
