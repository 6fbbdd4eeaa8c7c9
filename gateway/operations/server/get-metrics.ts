import { gatherFigures } from "../../clients/gather-figures.ts";
import type { Handler } from "../../handler.ts";
import { toPrometheusText } from "../../translate/figures/figures.ts";

/** GET /metrics */
export const getMetrics: Handler<"getMetrics"> = async (_call, services) => {
  return { status: 200, body: await toPrometheusText(await gatherFigures(services)) };
};
