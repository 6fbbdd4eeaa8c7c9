import type { Endured } from "./run-endurance.ts";

const shown = 5;

/** Lists broken promises, a line each; empty: all were kept. */
export function brokenPromises({ ledgers, verdict, settledAfterMs }: Endured): string[] {
  const { whole, wrong } = ledgers;
  const some = (ids: readonly string[]) =>
    `${ids.slice(0, shown).join(", ")}${ids.length > shown ? " and others" : ""}`;
  const broken = [
    whole.holes > 0 && `the ledger has ${whole.holes} holes`,
    whole.open > 0 && `${whole.open} occurrences are not settled`,
    settledAfterMs === null && "what was due was not settled in time",
    wrong.length > 0 &&
      `${wrong.length} schedules have not succeeded each second: ${some(wrong.map(({ id }) => id))}`,
    verdict.missing.length > 0 &&
      `${verdict.missing.length} deliveries are called succeeded and never came: ${some(verdict.missing)}`,
    verdict.unexplained.length > 0 &&
      `${verdict.unexplained.length} deliveries came again that were not in flight at a kill: ${some(verdict.unexplained)}`,
    verdict.rekeyed.length > 0 &&
      `${verdict.rekeyed.length} deliveries came again under another Idempotency-Key: ${some(verdict.rekeyed)}`,
  ];
  return broken.filter((line) => line !== false);
}
