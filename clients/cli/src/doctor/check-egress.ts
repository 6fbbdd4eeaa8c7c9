import { isLandfallError } from "../../../sdk/src/index.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Session } from "../session.ts";
import { type Check, fine, problem, warning } from "./check.ts";

/** A preview checks a destination as a create does. */
async function refusalOf({ landfall, signal }: Session, endpoint: string): Promise<string | null> {
  try {
    await landfall.schedules.preview({ endpoint, delay: "1h" }, { signal });
    return null;
  } catch (error) {
    if (!isLandfallError(error) || error.name !== "InvalidRequestError") throw error;
    return `${error.message} (${error.code})`;
  }
}

/** Checks which destinations are allowed: the given one, or the public internet and this machine. */
export async function checkEgress(session: Session, url: string | null): Promise<Check> {
  if (url !== null) {
    const refusal = await refusalOf(session, url);
    if (refusal === null) return fine("egress", `deliveries may go to ${url}`);
    return problem(
      "egress",
      `${url} is refused: ${refusal}`,
      "Another URL, or EGRESS_ALLOW where Landfall runs.",
      exitCodes.usage,
    );
  }
  const [outside, here] = [
    await refusalOf(session, "https://example.com/"),
    await refusalOf(session, "http://127.0.0.1:9000/"),
  ];
  if (outside !== null) {
    return problem(
      "egress",
      `https://example.com is refused: ${outside}`,
      "Look at EGRESS_ALLOW where Landfall runs.",
      exitCodes.usage,
    );
  }
  if (here === null) return fine("egress", "public https, and this machine by http (sched listen)");
  return warning(
    "egress",
    "public https; not this machine",
    "For sched listen, start Landfall with EGRESS_ALLOW=127.0.0.0/8.",
  );
}
