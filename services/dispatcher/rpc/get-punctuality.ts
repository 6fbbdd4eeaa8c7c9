import type { Punctuality } from "../../../generated/rpc/landfall/dispatcher/v1/figures.ts";
import { everyProject, loadFigures, sumFigures } from "../../store/for-dispatcher.ts";
import { offsetQuantiles } from "../answer/offset-quantiles.ts";
import { rate } from "../answer/overview.ts";
import type { RpcParts } from "./rpc-parts.ts";

const minuteMs = 60_000;
const windowMs = 24 * 60 * minuteMs;

/** Computes the punctuality of first attempts in live mode, over all projects, in the last 24 hours. */
export async function getPunctuality({ store, clock }: RpcParts): Promise<Punctuality> {
  const now = clock.now();
  const owner = { projectId: everyProject, mode: "live" } as const;
  const sum = sumFigures(await loadFigures(store, owner, now - windowMs, now + minuteMs));
  const { p50, p95, p99 } = offsetQuantiles(sum);
  return {
    sent: sum.firstAttempts,
    onTimeRate: rate(sum.onTime, sum.firstAttempts),
    offsetMs: { p50: notEarly(p50), p95: notEarly(p95), p99: notEarly(p99) },
    updatedAtMs: now,
  };
}

/** Counts an early send as an offset of 0, so that it does not improve the figures. */
function notEarly(offsetMs: number | undefined): number | undefined {
  return offsetMs === undefined ? undefined : Math.max(offsetMs, 0);
}
