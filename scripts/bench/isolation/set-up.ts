import { rmSync } from "node:fs";
import type { BenchRun } from "../bench-run.ts";
import { openApi } from "../landfall/api.ts";
import { startLandfall } from "../landfall/start-landfall.ts";
import { openStoreConnection } from "../landfall/store-connection.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Setting } from "./attack.ts";
import { createProject } from "./create-project.ts";
import type { OwnNames } from "./own-names.ts";

const attackerName = "attacker";
/** Does not wait for hanging attempts at the end. */
const settings = { DRAIN_MS: "0" };
const isAttackers = `d.project_id = (SELECT id FROM projects WHERE name = '${attackerName}')`;

/** Starts a new Landfall with a second project; disposed of with the stack. */
export async function setUp(
  run: BenchRun,
  receiver: Receiver,
  names: OwnNames | null,
  stack: AsyncDisposableStack,
): Promise<Setting> {
  const landfall = await startLandfall(run, settings, names?.through);
  // Removed at once: the data of an attack may be large, and others follow.
  stack.defer(() => rmSync(landfall.dataDir, { recursive: true, force: true }));
  stack.use(landfall);
  const key = await createProject(run.options.root, landfall.dataDir, attackerName);
  const store = stack.use(await openStoreConnection(landfall.dataDir));
  const victim = stack.use(openApi(landfall.url, landfall.liveKey));
  const attacker = stack.use(openApi(landfall.url, key));
  return {
    run,
    receiver,
    landfall,
    store,
    victim: { key: landfall.liveKey, api: victim, condition: `NOT (${isAttackers})` },
    attacker: { key, api: attacker, condition: isAttackers },
    use: (part) => stack.use(part),
  };
}
