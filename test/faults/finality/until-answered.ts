import { isUnavailable } from "../../../services/runtime/errors.ts";

/** Repeats calls outside of the race if a busy store kept them waiting too long. */
export async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnavailable(error) || tries === 10) throw error;
    }
  }
}
