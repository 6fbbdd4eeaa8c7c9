import { interruption, usageFailure } from "./failure.ts";
import type { Session } from "./session.ts";

/**
 * Asks on a terminal; `--yes` is the answer in advance. Where nobody can be asked it goes on.
 *
 * @throws Failure of interruption for a no or Ctrl-C
 */
export async function askFirst(session: Session, question: string): Promise<void> {
  if (session.yes || !session.canAsk) return;
  // Loaded only to ask: it costs more than the rest of the program.
  const { confirm, isCancel } = await import("@clack/prompts");
  const answer = await confirm({ message: question, signal: session.signal });
  if (isCancel(answer) || !answer) throw interruption();
}

/**
 * As `askFirst`, for what cannot be undone: where nobody can be asked it takes `--yes`.
 *
 * @throws Failure of usage without it
 */
export async function askBeforeHarm(session: Session, question: string): Promise<void> {
  if (!session.yes && !session.canAsk) {
    throw usageFailure(`Nobody can be asked here: ${question}`, "Add --yes to say yes.");
  }
  await askFirst(session, question);
}
