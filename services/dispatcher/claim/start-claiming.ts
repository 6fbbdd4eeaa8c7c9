import { type Loop, startLoop } from "../../runtime/process/loop.ts";
import type { Pump } from "../dispatch/pump.ts";
import { releaseClaims } from "../dispatch/release.ts";
import type { Settler } from "../dispatch/settle.ts";
import type { Stages } from "../dispatch/stages.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { claimOnce } from "./claim-due-deliveries.ts";
import type { Later } from "./screen-claimed.ts";

/** Wait while the store's time is in doubt. */
const doubtAgainMs = 100;
/** A delivery due sooner than the next poll is fetched at its time. */
const soonMs = 400;
/** Deliveries to be looked at again within the same tenth of a second are released together. */
const laterStepMs = 100;
/** A full project that has this share of its room free again is worth a claim. */
const refillShare = 1 / 20;

/** Claims due deliveries in a loop, while there is room. */
export function startClaiming(dispatcher: Dispatcher, stages: Stages, settler: Settler, pump: Pump): Loop {
  const { clock, log, limits, doubt } = dispatcher;
  /** Projects without room at the last claim; contains null if the dispatcher as a whole had none. */
  let full: ReadonlySet<string | null> = new Set();
  let backlogFull = false;

  const claim: Loop = startLoop({
    name: "claim-due-deliveries",
    clock,
    log,
    async runOnce() {
      if (doubt() !== null) return doubtAgainMs;
      const pass = await claimOnce(dispatcher, stages);
      settler.addClaimed(pass.expired, "expired", null);
      settler.addClaimed(pass.misfired, "skipped", "misfire");
      pump.accept(pass.held);
      await releaseLater(dispatcher, pass.later);
      full = new Set(fullNow());
      backlogFull = stages.room.backlogRows <= 0;
      return pass.waitMs;
    },
  });

  function fullNow(): (string | null)[] {
    const { rows, bytes } = stages.room;
    const projects = stages.fullProjects().map((id) => id.toString("hex"));
    return rows <= 0 || bytes <= 0 ? [null, ...projects] : projects;
  }

  stages.whenLeft(({ claimed: { projectId } }, againAt) => {
    const isNear = againAt !== null && againAt - clock.now() < soonMs;
    const wasFull = full.size > 0 && (full.has(null) || full.has(projectId.toString("hex")));
    const isRefilled =
      (wasFull && stages.roomFor(projectId).rows >= limits.queueRows * refillShare) ||
      (backlogFull && stages.total.backlog <= limits.backlogRows / 2);
    if (isNear || isRefilled) claim.wake();
  });
  return claim;
}

/** Releases screened-out deliveries, in one batch per reason and tenth of a second. */
async function releaseLater(dispatcher: Dispatcher, later: readonly Later[]): Promise<void> {
  const batches = Map.groupBy(later, ({ at, reason }) => `${Math.ceil(at / laterStepMs)}:${reason}`);
  for (const [key, batch] of batches) {
    await releaseClaims(
      dispatcher,
      batch.map(({ delivery }) => delivery),
      { at: Number.parseInt(key, 10) * laterStepMs, reason: batch[0]?.reason ?? null },
    );
  }
}
