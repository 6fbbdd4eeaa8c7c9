import { type ExitCode, exitCodeOf, exitCodes } from "../exit-codes.ts";
import type { Session } from "../session.ts";
import { type Check, fine, problem } from "./check.ts";
import { checkEgress } from "./check-egress.ts";
import { checkClock, checkKey, checkScopes, type Who } from "./check-key.ts";
import { checkOverdue } from "./check-overdue.ts";
import { checkReady } from "./check-ready.ts";

/**
 * Runs all checks, and stops when the rest cannot work.
 *
 * @param url a destination to check too
 * @param tell is called with each result
 */
export async function examine(
  session: Session,
  url: string | null,
  tell: (check: Check) => void,
): Promise<{ checks: readonly Check[]; exitCode: ExitCode }> {
  const checks: Check[] = [];
  const add = (check: Check) => {
    checks.push(check);
    tell(check);
    return check.state !== "problem";
  };
  const finish = () => {
    const worst = checks.find(({ state }) => state === "problem");
    return { checks, exitCode: worst?.exitCode ?? exitCodes.done };
  };
  const guarded = async (name: string, look: () => Promise<Check>): Promise<boolean> => {
    try {
      return add(await look());
    } catch (error) {
      if (session.signal.aborted) throw error;
      const message = error instanceof Error ? error.message : String(error);
      return add(problem(name, message, "The rest says more, if it can be asked.", exitCodeOf(error)));
    }
  };
  try {
    const { baseUrl, source } = session.connection;
    add(fine("address", `${baseUrl}, from ${source}`));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    add(problem("address", message, "Set SCHED_API_URL and SCHED_API_KEY, or DATA_DIR.", exitCodeOf(error)));
    return finish();
  }
  if (!(await guarded("ready", () => checkReady(session)))) {
    if (checks.at(-1)?.found.startsWith("nobody") === true) return finish();
  }
  const who: { found: Who | null } = { found: null };
  await guarded("key", async () => {
    const { check, found } = await checkKey(session);
    who.found = found;
    return check;
  });
  if (who.found === null) return finish();
  add(checkScopes(who.found));
  add(checkClock(who.found));
  await guarded("egress", () => checkEgress(session, url));
  await guarded("overdue", () => checkOverdue(session));
  return finish();
}
