import { parseArgs } from "node:util";
import { CommandFailure } from "../start/failure.ts";

/** Settings of an endurance run. */
export interface EnduranceSettings {
  /** Recurring schedules, each firing once a second. */
  readonly schedules: number;
  /** Seconds that they fire, after the warm-up. */
  readonly seconds: number;
  /**
   * Seconds from creation to the first occurrence. A create plans two minutes, so only later occurrences are left to
   * the emitters.
   */
  readonly warmUpSeconds: number;
  /** Seconds between kills. */
  readonly killEverySeconds: number;
  readonly schedulers: number;
  readonly dispatchers: number;
  /** Seed of the order of kills. */
  readonly seed: number;
}

/** The default settings. */
export const fullSize: EnduranceSettings = {
  schedules: 1_000,
  seconds: 120,
  warmUpSeconds: 60,
  killEverySeconds: 5,
  schedulers: 2,
  dispatchers: 2,
  seed: 20_261_123,
};

const flags = {
  schedules: { name: "schedules", least: 1, most: 10_000 },
  seconds: { name: "seconds", least: 5, most: 86_400 },
  warmUpSeconds: { name: "warm-up", least: 5, most: 600 },
  killEverySeconds: { name: "kill-every", least: 1, most: 3_600 },
  schedulers: { name: "schedulers", least: 1, most: 10 },
  dispatchers: { name: "dispatchers", least: 1, most: 10 },
  seed: { name: "seed", least: 0, most: 2 ** 32 - 1 },
} satisfies Record<keyof EnduranceSettings, { name: string; least: number; most: number }>;

/**
 * Reads `--schedules 1000 --seconds 120 --warm-up 60 --kill-every 5 --schedulers 2 --dispatchers 2 --seed 7`; what is
 * not said is as in `fullSize`.
 *
 * @throws CommandFailure that says what is wrong
 */
export function readSettings(args: readonly string[]): EnduranceSettings {
  const options = Object.values(flags).map(({ name }) => [name, { type: "string" }] as const);
  let given: Record<string, unknown>;
  try {
    given = parseArgs({ args: [...args], options: Object.fromEntries(options) }).values;
  } catch (error) {
    throw new CommandFailure(error instanceof Error ? error.message : String(error));
  }
  const read = (field: keyof EnduranceSettings): number => {
    const { name, least, most } = flags[field];
    const value = given[name] === undefined ? fullSize[field] : Number(given[name]);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new CommandFailure(`--${name} must be a whole number from ${least} to ${most}.`);
  };
  return {
    schedules: read("schedules"),
    seconds: read("seconds"),
    warmUpSeconds: read("warmUpSeconds"),
    killEverySeconds: read("killEverySeconds"),
    schedulers: read("schedulers"),
    dispatchers: read("dispatchers"),
    seed: read("seed"),
  };
}
