import { type ProcessFigures, parseFigures } from "../translate/figures/figures.ts";
import type { Services } from "./services.ts";

const timeoutMs = 1_000;

/** Collects the metrics of the gateway and of every service; a service that is away is left out. */
export async function gatherFigures({ peers, telemetry }: Services): Promise<ProcessFigures[]> {
  const own = parseFigures(telemetry.process, await telemetry.json());
  const theirs = await Promise.allSettled(
    peers.map(async (peer) => parseFigures(peer.name, await peer.metricsJson(timeoutMs))),
  );
  return [own, ...theirs.flatMap((figures) => (figures.status === "fulfilled" ? [figures.value] : []))];
}
