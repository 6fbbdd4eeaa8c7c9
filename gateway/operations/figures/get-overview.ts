import { OverviewPeriod } from "../../../generated/rpc/landfall/dispatcher/v1/figures.ts";
import type { Handler } from "../../handler.ts";
import { toOverview } from "../../translate/figures/overview.ts";

const periods = {
  "24h": OverviewPeriod.DAY,
  "7d": OverviewPeriod.WEEK,
  "30d": OverviewPeriod.MONTH,
} as const;

/** GET /v1/overview */
export const getOverview: Handler<"getOverview"> = async ({ query, caller, requestId }, { dispatcher }) => {
  const period = query.period ?? "24h";
  const overview = await dispatcher.getOverview({ caller, period: periods[period] }, { requestId });
  return { status: 200, body: toOverview(period, overview) };
};
