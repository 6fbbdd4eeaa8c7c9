import { gatherFigures } from "../../clients/gather-figures.ts";
import type { Handler } from "../../handler.ts";
import { toFigures } from "../../translate/figures/figures.ts";

/** GET /metricsz */
export const getMetricsJson: Handler<"getMetricsJson"> = async (_call, services) => {
  return { status: 200, body: { processes: toFigures(await gatherFigures(services)) } };
};
