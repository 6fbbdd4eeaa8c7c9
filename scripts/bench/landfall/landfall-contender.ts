import type { BenchRun } from "../bench-run.ts";
import { type Contender, storesRestMs } from "../contender.ts";
import { openApi } from "./api.ts";
import { startLandfall } from "./start-landfall.ts";

/** Landfall as `npm start` runs it, on an empty store, with one-shots to `receiverUrl`. */
export async function startLandfallContender(run: BenchRun, receiverUrl: string): Promise<Contender> {
  const landfall = await startLandfall(run);
  const api = openApi(landfall.url, landfall.liveKey);
  return {
    name: "Landfall",
    restMs: storesRestMs,
    fill: (plan) => api.createAll(plan, { destination: () => receiverUrl }),
    isSettled: () => api.isSettled(),
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await landfall[Symbol.asyncDispose]();
    },
  };
}
