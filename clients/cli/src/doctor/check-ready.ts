import { isLandfallError } from "../../../sdk/src/index.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Session } from "../session.ts";
import { type Check, fine, problem } from "./check.ts";

/** Checks that Landfall answers, and that all its services are ready. */
export async function checkReady({ landfall, signal, world, connection }: Session): Promise<Check> {
  const begun = world.now();
  try {
    const { status, checks, reasons = {} } = await landfall.service.readiness({ signal, timeoutMs: 10_000 });
    const took = world.now() - begun;
    if (status === "ready") return fine("ready", `${Object.keys(checks).join(", ")}; answered in ${took} ms`);
    const missing = Object.entries(checks).filter(([, state]) => state !== "ok");
    const found = missing.map(
      ([name]) => `${name} is unavailable${reasons[name] === undefined ? "" : ` (${reasons[name]})`}`,
    );
    return problem(
      "ready",
      found.join(", ") || "not ready",
      "It comes back by itself; its logs say more.",
      exitCodes.tryAgain,
    );
  } catch (error) {
    if (!isLandfallError(error) || error.code === "aborted") throw error;
    const { baseUrl } = connection;
    return error.code === "unexpected_answer"
      ? problem(
          "ready",
          `nobody at ${baseUrl} is Landfall: ${error.message}`,
          "Is the address right?",
          exitCodes.tryAgain,
        )
      : problem(
          "ready",
          `nobody answers at ${baseUrl}: ${error.message}`,
          "Is Landfall running there? `npm start` starts it.",
          exitCodes.tryAgain,
        );
  }
}
