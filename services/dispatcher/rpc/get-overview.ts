import type { GetOverviewRequest, Overview } from "../../../generated/rpc/landfall/dispatcher/v1/figures.ts";
import { ownerOf } from "../../rules/caller.ts";
import { countAttention, loadFigures } from "../../store/for-dispatcher.ts";
import { overviewOf } from "../answer/overview.ts";
import { overviewPeriods, periodStart } from "../answer/overview-periods.ts";
import type { RpcParts } from "./rpc-parts.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Summarizes a project in one mode, from its figures and a few bounded counts. */
export async function getOverview(
  { store, clock }: RpcParts,
  { caller, period }: GetOverviewRequest,
): Promise<Overview> {
  const owner = ownerOf(caller);
  const now = clock.now();
  const buckets = overviewPeriods[period];
  const from = Math.min(periodStart(buckets, now), now - 24 * hourMs);
  const [figures, attention] = await Promise.all([
    loadFigures(store, owner, from, now + minuteMs),
    countAttention(store, owner, { now, lateBefore: now - minuteMs, soonBefore: now + hourMs }),
  ]);
  return overviewOf(buckets, figures, attention, now);
}
