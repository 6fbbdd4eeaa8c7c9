import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { serverNow } from "../../now.ts";
import type { Delivery, Endpoint, Landfall, Page } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { type Failures, failuresBy } from "./failures-by.ts";

/** Troubles, read from the newest dead letters and the endpoint profiles. */
export interface Trouble {
  readonly openBreakers: readonly Endpoint[];
  readonly disabled: readonly Endpoint[];
  readonly schedules: readonly Failures[];
  readonly hosts: readonly Failures[];
  /** The newest delivery that waits beyond its time; null if there is none among those looked at. */
  readonly oldestLate: Delivery | null;
}

const refreshMs = 10_000;
const dayMs = 86_400_000;
const pageSize = 100;
/** More profiles than this are looked at on their page alone. */
const endpointPages = 5;
/** A schedule fails repeatedly from so many dead letters on. */
const repeatedly = 3;

/** Asks for what the figures do not name. @param late how many deliveries are late: without any none is looked for */
export function useTrouble(late: number): UseQueryResult<Trouble> {
  const landfall = useLandfall();
  return useQuery({
    queryKey: ["trouble", late > 0],
    refetchInterval: refreshMs,
    queryFn: async ({ signal }): Promise<Trouble> => {
      const after = new Date(serverNow() - dayMs).toISOString();
      const [endpoints, dead, oldestLate] = await Promise.all([
        someEndpoints(landfall, signal),
        landfall.deadLetters.list({ limit: pageSize, after }, { signal }),
        late > 0 ? oldestOverdue(landfall, signal) : null,
      ]);
      return {
        openBreakers: endpoints.filter(({ breaker }) => breaker.state !== "closed"),
        disabled: endpoints.filter(({ state }) => state === "disabled"),
        schedules: failuresBy(dead.data, ({ schedule_id }) => schedule_id).filter(
          (each) => each.count >= repeatedly,
        ),
        hosts: failuresBy(dead.data, ({ endpoint }) => hostOf(endpoint)).filter(
          (each) => each.count >= repeatedly,
        ),
        oldestLate,
      };
    },
  });
}

async function someEndpoints(landfall: Landfall, signal: AbortSignal): Promise<Endpoint[]> {
  const found: Endpoint[] = [];
  let pages = 0;
  for await (const page of landfall.endpoints.list({ limit: pageSize }, { signal }).pages()) {
    found.push(...page.data);
    if (++pages >= endpointPages) break;
  }
  return found;
}

async function oldestOverdue(landfall: Landfall, signal: AbortSignal): Promise<Delivery | null> {
  const pages: Page<Delivery>[] = await Promise.all(
    (["scheduled", "retrying"] as const).map((state) =>
      landfall.deliveries.list({ state, limit: pageSize }, { signal }).then((page) => page),
    ),
  );
  const now = serverNow();
  const late = pages
    .flatMap(({ data }) => data)
    .filter(({ next_attempt_at: at }) => at !== null && Date.parse(at) < now - 60_000);
  return late.reduce<Delivery | null>(
    (oldest, each) => (oldest === null || each.scheduled_for < oldest.scheduled_for ? each : oldest),
    null,
  );
}

function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
}
