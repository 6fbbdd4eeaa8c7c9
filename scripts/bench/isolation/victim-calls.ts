import { oneShot } from "../measures/measure-creates.ts";
import type { Attack, Scene } from "./attack.ts";
import { type Make, statusesOf } from "./calls.ts";
import { quickName } from "./own-names.ts";
import { startCalls } from "./start-calls.ts";
import { type Suffered, suffered } from "./suffered.ts";

/** Effect of an attack on one kind of the victim's calls. */
export interface SufferedCalls extends Suffered {
  readonly what: string;
  /** Number of answers for each status while the attack could be felt. */
  readonly statuses: string;
}

/** Of each kind. */
const perSecond = 10;
const connections = 64;
const patienceMs = 10_000;
/** Warm-up while the gateway's code is compiled; not measured. */
const warmUpMs = 3_000;

/**
 * Starts the victim's calls: creates to an address, `/healthz`, and for attacks on names also creates to a name that
 * resolves at once. Returns a function that reports the effect at the end.
 */
export function startVictimCalls(scene: Scene, attack: Attack): () => Promise<SufferedCalls[]> {
  const { landfall, receiver, times, victim } = scene;
  const create = (destination: string): Make => ({
    method: "POST",
    path: "/v1/schedules",
    body: JSON.stringify(oneShot(destination)),
  });
  const kinds = [
    { what: "creates", make: create(receiver.url), status: 201 },
    { what: "/healthz", make: { method: "GET", path: "/healthz", body: null } as const, status: 200 },
  ];
  if (attack.ownNames) {
    const url = `http://${quickName("c{n}")}:${new URL(receiver.url).port}/`;
    kinds.push({ what: "creates to names", make: create(url), status: 201 });
  }
  const running = scene.use(
    startCalls({
      url: landfall.url,
      key: victim.key,
      makes: kinds.map(({ make }) => make),
      connections,
      perSecond: perSecond * kinds.length,
      startsAt: times.beforeAt - warmUpMs,
      endsAt: times.endsAt,
      patienceMs,
    }),
  );
  return async () => {
    const made = await running.made();
    return kinds.map(({ what, status }, place) => {
      const calls = made.filter(({ make }) => make === place);
      const affected = calls.filter(({ dueAt }) => dueAt >= times.beforeEndsAt);
      return {
        what,
        ...suffered(calls, times, (call) => call.status !== status),
        statuses: statusesOf(affected),
      };
    });
  };
}
