import { formatDuration } from "../../../services/runtime/time/duration.ts";
import { createDevClock, readDevClockFacts } from "../../../services/store/dev-clock/create-dev-clock.ts";
import { CommandFailure } from "../failure.ts";

const option = "--dev-clock";

/**
 * Adds what the command line says to the environment: `--dev-clock` is `DEV_CLOCK=1`.
 *
 * @throws CommandFailure for any other argument
 */
export function withArguments(environment: NodeJS.ProcessEnv, args: readonly string[]): NodeJS.ProcessEnv {
  const unknown = args.find((arg) => arg !== option);
  if (unknown !== undefined) {
    throw new CommandFailure(
      `npm start knows no ${unknown}: it takes ${option}, and settings from the environment.`,
    );
  }
  return args.length === 0 ? environment : { ...environment, DEV_CLOCK: "1" };
}

/**
 * Gives the store a clock that tests can move, if that is wanted. A store whose clock was moved cannot do without: its
 * time would go back. One that holds schedules of live mode does not get it.
 *
 * @param databaseUrl of a user who may create tables, after the migration
 * @throws CommandFailure if the store and the setting do not fit
 */
export async function prepareDevClock(databaseUrl: string, wanted: boolean): Promise<void> {
  const { aheadMs, holdsLiveSchedules } = await readDevClockFacts(databaseUrl);
  if (!wanted) {
    if (aheadMs === null || aheadMs === 0) return;
    const ahead = formatDuration(aheadMs - (aheadMs % 1_000));
    throw new CommandFailure(
      `The clock of this store was moved ${ahead} ahead and cannot go back: start it with ${option} again, or use another DATA_DIR or DATABASE_URL.`,
    );
  }
  if (holdsLiveSchedules) {
    throw new CommandFailure(
      `${option} is for tests, and this store holds schedules of live mode: use another DATA_DIR or DATABASE_URL.`,
    );
  }
  await createDevClock(databaseUrl);
}
