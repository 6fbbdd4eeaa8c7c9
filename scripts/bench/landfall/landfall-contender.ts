import type { BenchRun } from "../bench-run.ts";
import { type Contender, storesRestMs } from "../contender.ts";
import { openApi } from "./api.ts";
import { pidsOf } from "./running-process.ts";
import { type Landfall, startLandfall } from "./start-landfall.ts";

/** Landfall as a contender: one-shots of live mode, so that what a measure makes beside them in test mode is not counted. */
export interface LandfallContender extends Contender {
  readonly landfall: Landfall;
}

/** Landfall as `npm start` runs it, on an empty store, with deliveries to `receiverUrl`. */
export async function startLandfallContender(
  run: BenchRun,
  receiverUrl: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<LandfallContender> {
  const landfall = await run.steps.run("Landfall: start", () => startLandfall(run, environment));
  const api = openApi(landfall.url, landfall.liveKey);
  return {
    name: "Landfall",
    restMs: storesRestMs,
    landfall,
    fill: (plan) => api.createAll(plan, { destination: () => receiverUrl }),
    isSettled: () => api.isSettled(),
    pids: () => pidsOf(landfall.dataDir),
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await landfall[Symbol.asyncDispose]();
    },
  };
}
