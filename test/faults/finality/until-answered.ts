import { isUnavailable } from "../../../services/runtime/errors.ts";

/** Asks for what is no race again when a busy store keeps it waiting for too long. */
export async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnavailable(error) || tries === 10) throw error;
    }
  }
}
