import type { Ledger } from "../../generated/rpc/landfall/scheduler/v1/ledger.ts";
import type { Constellation } from "../../test/faults/fixtures/constellation.ts";
import { untilAnswered } from "./until-answered.ts";

/** The ledgers, as the service reports them. */
export interface LedgersRead {
  /** Ledger of all schedules, including what was planned ahead when they were canceled. */
  readonly whole: Ledger;
  /** Schedules whose ledger lacks an occurrence, or shows one that did not succeed. */
  readonly wrong: readonly { readonly id: string; readonly ledger: Ledger }[];
}

const aheadMs = 600_000;
const behindMs = 86_400_000;
const callMs = 60_000;

/**
 * Reads the ledger of all schedules (`GetLedger`) and of each that fires every second (`GetScheduleLedger`).
 *
 * @param wanted occurrences that each must have
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
