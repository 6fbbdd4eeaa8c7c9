import { ServiceError } from "../errors.ts";
import { FairTurns, TooManyWaiting, type TurnLimits } from "../fair-turns.ts";

/**
 * Runs work in a project's turn. @throws ServiceError rate_limited if too many of the project wait already
 */
export type InTurn = <T>(
  caller: { readonly projectId: string } | undefined,
  work: () => Promise<T>,
) => Promise<T>;

/** Shares turns between projects, for calls that each name one. */
export function sharedTurns(limits: TurnLimits): InTurn {
  const turns = new FairTurns(limits);
  return async (caller, work) => {
    try {
      return await turns.run(caller?.projectId ?? "", work);
    } catch (error) {
      if (!(error instanceof TooManyWaiting)) throw error;
      const message = "Too many requests like this of the project wait already; come again.";
      throw new ServiceError("rate_limited", message);
    }
  };
}
