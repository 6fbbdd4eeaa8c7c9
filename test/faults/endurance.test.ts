import { expect, it } from "vitest";
import { brokenPromises } from "../../scripts/endure/broken-promises.ts";
import { report } from "../../scripts/endure/report.ts";
import { runEndurance } from "../../scripts/endure/run-endurance.ts";

const seed = Number(process.env.FAULT_SEED ?? 20_261_123);

// `npm run endure` runs the same with more schedules and for longer.
it(`no occurrence is lost while schedulers and dispatchers are killed in turn (FAULT_SEED=${seed})`, {
  timeout: 120_000,
}, async () => {
  const size = { schedules: 100, seconds: 20, warmUpSeconds: 8, killEverySeconds: 3 };
  const endured = await runEndurance({ ...size, schedulers: 2, dispatchers: 2, seed }, () => undefined);
  process.stderr.write(`${report(endured).join("\n")}\n`);
  expect(brokenPromises(endured)).toEqual([]);
  // Else nothing was tried.
  expect(endured.kills.length).toBeGreaterThan(2);
  expect(endured.emitted).toBeGreaterThan(0);
  expect(endured.verdict.arrived).toBeGreaterThanOrEqual(size.schedules * size.seconds);
});
