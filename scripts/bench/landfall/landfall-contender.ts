import type { BenchRun } from "../bench-run.ts";
import { type Contender, storesRestMs } from "../contender.ts";
import { openApi } from "./api.ts";
import { pidsOf } from "./running-process.ts";
import { type Landfall, startLandfall } from "./start-landfall.ts";

/** Landfall as a contender. It uses live mode, so that a measure's own test-mode schedules are not counted. */
export interface LandfallContender extends Contender {
  readonly landfall: Landfall;
}

/** Starts Landfall as `npm start` does, on an empty store, with deliveries to `receiverUrl`. */
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
