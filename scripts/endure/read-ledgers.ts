import type { Ledger } from "../../generated/rpc/landfall/scheduler/v1/ledger.ts";
import type { Constellation } from "../../test/faults/fixtures/constellation.ts";
import { untilAnswered } from "./until-answered.ts";

/** The ledgers, as the service reports them. */
export interface LedgersRead {
  /** Of all schedules together, over all that was planned, also what lay ahead when they were canceled. */
  readonly whole: Ledger;
  /** Schedules whose own ledger does not show every occurrence, and each of them succeeded. */
  readonly wrong: readonly { readonly id: string; readonly ledger: Ledger }[];
}

const aheadMs = 600_000;
const behindMs = 86_400_000;
const callMs = 60_000;

/**
 * Reads the ledger of all schedules (`GetLedger`), and of each of those that fire every second (`GetScheduleLedger`).
 *
 * @param wanted occurrences that each of them must have had
 */
export async function readLedgers(
  { schedulers, caller }: Constellation,
  ids: readonly string[],
  wanted: number,
  endsAt: number,
): Promise<LedgersRead> {
  const span = { caller, fromMs: endsAt - behindMs, toMs: endsAt + aheadMs };
  const whole = await untilAnswered(schedulers, ({ client }) =>
    client.calls.getLedger(span, { timeoutMs: callMs }),
  );
  const wrong: { id: string; ledger: Ledger }[] = [];
  for (const id of ids) {
    const ledger = await untilAnswered(schedulers, ({ client }) =>
      client.calls.getScheduleLedger({ ...span, id }, { timeoutMs: callMs }),
    );
    const isWhole = ledger.planned === wanted && ledger.settled?.succeeded === wanted;
    if (!isWhole || ledger.holes > 0 || ledger.open > 0) wrong.push({ id, ledger });
  }
  return { whole, wrong };
}
