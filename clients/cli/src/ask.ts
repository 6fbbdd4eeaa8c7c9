import { createInterface } from "node:readline/promises";
import { declined, usageFailure } from "./failure.ts";
import type { Session } from "./session.ts";

/**
 * Asks a question on a terminal; `--yes` answers it. Without a terminal it continues.
 *
 * @throws Failure of interruption for a no or Ctrl-C
 */
export async function askFirst(session: Session, question: string): Promise<void> {
  if (session.yes || !session.canAsk) return;
  const { columns = 0 } = session.world.stdout;
  const isPlain = columns < narrowest || session.output.errors.paint.level === 0;
  if (!(await (isPlain ? askInALine(session, question) : askInABox(session, question)))) throw declined();
}

/** An interactive prompt needs a terminal of some width. */
const narrowest = 20;

async function askInABox(session: Session, message: string): Promise<boolean> {
  // Loaded only to ask, since it takes longer to load than the rest of the program.
  const { confirm } = await import("@clack/prompts");
  return (await confirm({ message, signal: session.signal })) === true;
}

async function askInALine({ world, signal }: Session, question: string): Promise<boolean> {
  const lines = createInterface({ input: world.stdin, output: world.stderr, terminal: false });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `, { signal })).trim());
  } finally {
    lines.close();
  }
}

/**
 * Like `askFirst`, for changes that cannot be undone: without a terminal it requires `--yes`.
 *
 * @throws Failure of usage without it
 */
export async function askBeforeHarm(session: Session, question: string): Promise<void> {
  if (!session.yes && !session.canAsk) {
    throw usageFailure(`Nobody can be asked here: ${question}`, "Add --yes to say yes.");
  }
  await askFirst(session, question);
}
