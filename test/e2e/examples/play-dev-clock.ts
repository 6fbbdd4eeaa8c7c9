import type { Recorder } from "./exchange.ts";

/** The clock that tests can move; last, since nothing is as before when days have passed. */
export async function playDevClock({ ask }: Pick<Recorder, "ask">): Promise<void> {
  await ask("getDevClock", 200);
  await ask("getDevClock", 400, { query: "?verbose=1" });
  await ask("advanceDevClock", 200, { body: { by: "1h" } });
  await ask("advanceDevClock", 400, { body: { by: "tomorrow" } });
  await ask("advanceDevClock", 422, { body: { to: "2020-01-01T00:00:00Z" } });
}
