import { type ProcessFigures, parseFigures } from "../translate/figures/figures.ts";
import type { Services } from "./services.ts";

const timeoutMs = 1_000;

const up = {
  name: "landfall_process_up",
  type: "gauge",
  help: "1 if the process answers the gateway; else 0.",
};

/**
 * Collects the metrics of the gateway and of every service; of a service that is away there is
 * `landfall_process_up` alone.
 */
export async function gatherFigures({ peers, telemetry }: Services): Promise<ProcessFigures[]> {
  const own = parseFigures(telemetry.process, await telemetry.json());
  const theirs = await Promise.allSettled(
    peers.map(async (peer) => parseFigures(peer.name, await peer.metricsJson(timeoutMs))),
  );
  return [
    own,
    ...theirs.map((figures, place) => {
      const isUp = figures.status === "fulfilled";
      const metrics = isUp ? figures.value.metrics : [];
      const value = { metricName: undefined, labels: {}, value: isUp ? 1 : 0 };
      return { process: peers[place]?.name ?? "", metrics: [...metrics, { ...up, values: [value] }] };
    }),
  ];
}
