import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import {
  type Attempt,
  type Delivery,
  isLandfallError,
  type Landfall,
  type RetryPolicy,
  type Schedule,
} from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";

/** A delivery and what belongs to it. */
export interface DeliveryView {
  readonly delivery: Delivery;
  /** Newest first; the newest hundred. */
  readonly attempts: readonly Attempt[];
  /** Null: it is no longer kept. */
  readonly schedule: Schedule | null;
  /** By which it is tried again; null: not known. */
  readonly policy: RetryPolicy | null;
}

const openMs = 1_500;
const settledMs = 30_000;

/** Reads a delivery with its attempts and its schedule; often while it is open. */
export function useDelivery(id: string): UseQueryResult<DeliveryView> {
  const landfall = useLandfall();
  return useQuery({
    queryKey: ["delivery", id],
    queryFn: async ({ signal }): Promise<DeliveryView> => {
      const [delivery, attempts] = await Promise.all([
        landfall.deliveries.get(id, { signal }),
        landfall.deliveries.attempts(id, { limit: 100 }, { signal }),
      ]);
      const schedule = await kept(landfall.schedules.get(delivery.schedule_id, { signal }));
      return {
        delivery,
        attempts: attempts.data,
        schedule,
        policy: await policyOf(landfall, schedule, signal),
      };
    },
    refetchInterval: ({ state }) => (state.data?.delivery.completed_at === null ? openMs : settledMs),
  });
}

/** A schedule always has a policy; the profile's holds only for one that was not given any, which cannot be told. */
async function policyOf(
  landfall: Landfall,
  schedule: Schedule | null,
  signal: AbortSignal,
): Promise<RetryPolicy | null> {
  if (schedule === null) return null;
  if (schedule.endpoint_id === null || Object.keys(schedule.retry_policy).length > 0)
    return schedule.retry_policy;
  const endpoint = await kept(landfall.endpoints.get(schedule.endpoint_id, { signal }));
  return endpoint?.retry_policy ?? schedule.retry_policy;
}

/** Null for what does not exist any more. */
async function kept<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: unknown) => {
    if (isLandfallError(error) && error.name === "NotFoundError") return null;
    throw error;
  });
}

/** Pages looked through for replays, which are newer than what they send again. */
const replayPages = 5;

/** Deliveries that send this one again, newest first. */
export function useReplays(delivery: Delivery): UseQueryResult<Delivery[]> {
  const landfall = useLandfall();
  return useQuery({
    queryKey: ["deliveries", "replays-of", delivery.id],
    enabled: delivery.completed_at !== null,
    queryFn: async ({ signal }) => {
      const found: Delivery[] = [];
      let pages = 0;
      const query = { schedule_id: delivery.schedule_id, after: delivery.completed_at ?? "", limit: 100 };
      for await (const { data } of landfall.deliveries.list(query, { signal }).pages()) {
        found.push(...data.filter((each) => each.replay_of === delivery.id));
        if (++pages >= replayPages) break;
      }
      return found;
    },
    refetchInterval: ({ state }) =>
      state.data?.some((each) => each.completed_at === null) ? openMs : settledMs,
  });
}
