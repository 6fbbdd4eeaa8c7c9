import { exitCodeOf, exitCodes } from "./exit-codes.ts";
import { reportFailure } from "./report-failure.ts";
import type { Session } from "./session.ts";

/**
 * Does the same for each of several ids. Reports failures and continues: exit code 7 if some succeeded, the first
 * error's if none did. With `--json` one id gives an object, several a list.
 */
export async function eachOf<T>(
  session: Session,
  ids: readonly string[],
  doOne: (id: string) => Promise<T>,
  print: (made: T) => void,
): Promise<void> {
  const [only] = ids;
  const { output } = session;
  if (ids.length === 1 && only !== undefined) {
    const made = await doOne(only);
    return output.isJson ? output.json(made) : print(made);
  }
  const done: T[] = [];
  const errors: unknown[] = [];
  for (const id of ids) {
    try {
      const made = await doOne(id);
      done.push(made);
      if (!output.isJson) print(made);
    } catch (error) {
      if (session.signal.aborted) throw error;
      errors.push(error);
      reportFailure(error, exitCodeOf(error), output);
    }
  }
  if (output.isJson) output.json({ object: "list", data: done });
  if (errors.length > 0) session.endWith(done.length > 0 ? exitCodes.partly : exitCodeOf(errors[0]));
}
