import { type AddCommand, act } from "../act.ts";
import { examplesOf } from "../examples-of.ts";
import { exitCodes } from "../exit-codes.ts";
import { idsOf } from "../id-of.ts";
import { outcomeText } from "../show/delivery.ts";
import { spanText } from "../show/span.ts";
import { printFields } from "../show/table.ts";

/** Adds `sched endpoints test`. */
export const addTestEndpoint: AddCommand = (group, context) => {
  const command = group
    .command("test")
    .description("Send one test request to an endpoint profile, now; exit code 5 when it fails")
    .argument("<id>", "ep_…");
  examplesOf(command, "sched endpoints test ep_01J…");
  act(command, context, async (session, words) => {
    const [id = ""] = idsOf(words, "ep");
    const test = await session.landfall.endpoints.test(id, { signal: session.signal, timeoutMs: 330_000 });
    if (!test.succeeded) session.endWith(exitCodes.tryAgain);
    if (session.output.isJson) return session.output.json(test);
    printFields(session.output, [
      ["outcome", test.succeeded ? "succeeded" : "failed"],
      ["answer", outcomeText(test.status_code, test.error) || null],
      ["took", spanText(test.duration_ms)],
      ["said", test.response_snippet === null ? null : test.response_snippet.slice(0, 500)],
    ]);
  });
};
