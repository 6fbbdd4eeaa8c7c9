import { instant } from "../fixtures/race.ts";
import { lifecycle, patch, pauseAndResume } from "./schedule-verbs.ts";
import { anything, before, later, startedBetween, type Verb } from "./verbs.ts";

const noInterval = { every: undefined, startsAt: undefined, maxRuns: undefined } as const;

const atInstant: Partial<Verb> = {
  given: (firstAt) => ({ ...noInterval, fireAt: instant(firstAt) }),
};
const atLocalTime: Partial<Verb> = {
  given: (firstAt) => ({ ...noInterval, localFireAt: localTime(instant(firstAt)) }),
  isWhole: true,
};

/** By the clock of UTC. */
function localTime(text: string): string {
  return text.slice(0, 19);
}

function ofOneShot(verb: Verb): Verb {
  return { ...verb, name: `${verb.name} (a one-shot)`, isOnce: true, isRefused: true };
}

/** Changes of a one-shot; they are refused while its attempt is on the wire. */
export const oneShotVerbs: readonly Verb[] = [
  { ...lifecycle("cancel"), ...atInstant },
  { ...lifecycle("pause"), ...atInstant },
  {
    name: "pause, then resume",
    isOld: anything,
    isLate: startedBetween,
    change: pauseAndResume,
    ...atInstant,
  },
  patch("endpoint", ({ base, path }) => ({ endpoint: `${base}${path}-new` }), atInstant),
  patch("body", () => ({ body: Buffer.from("new") }), {
    ...atInstant,
    isOld: ({ body }) => body.equals(before.body),
  }),
  patch("fireAt", () => ({ fireAt: later() }), atInstant),
  patch("delay", () => ({ delay: "1h" }), atInstant),
  patch("localFireAt", () => ({ localFireAt: localTime(later()) }), atLocalTime),
  patch("timezone", () => ({ timezone: "America/New_York" }), atLocalTime),
].map(ofOneShot);
