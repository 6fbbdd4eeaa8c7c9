import { runLoad } from "../create/run-load.ts";
import { oneShot } from "../measures/measure-creates.ts";
import type { Setting } from "./attack.ts";

const count = 1_000;
const leadMs = 1_500;
const everyMs = 3;
const createSeconds = 3;

/** Warms up the code of a delivery and a create, since the first ones are much slower. */
export async function warmUp({ landfall, receiver, run, victim }: Setting): Promise<void> {
  const plan = { count, firstDueAt: Date.now() + leadMs, everyMs };
  await victim.api.createAll(plan, { destination: () => receiver.url });
  const load = {
    url: `${landfall.url}/v1/schedules`,
    key: landfall.testKey,
    body: JSON.stringify(oneShot(receiver.url)),
    connections: 8,
    seconds: createSeconds,
    perSecond: null,
  };
  await runLoad(load, 201, run.stop);
}
