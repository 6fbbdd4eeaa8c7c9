import { type AddCommand, act } from "../act.ts";
import { examine } from "../doctor/examine.ts";
import { examplesOf } from "../examples-of.ts";
import { visible } from "../show/visible.ts";

/** Adds `sched doctor`. */
export const addDoctor: AddCommand = (parent, context) => {
  const command = parent
    .command("doctor")
    .description(
      "Look whether all is well: address, key, scopes, clocks, readiness, where deliveries may go, what is overdue",
    )
    .argument("[url]", "may deliveries go there, too");
  examplesOf(
    command,
    "sched doctor",
    "sched doctor https://example.com/hook",
    "sched doctor --json | jq '.checks[] | select(.state != \"ok\")'",
  );
  act(command, context, async (session, [url]) => {
    const { output } = session;
    const { paint } = output;
    const marks = {
      ok: paint.green("ok     "),
      warning: paint.yellow("warning"),
      problem: paint.red("problem"),
    };
    const { checks, exitCode } = await examine(session, url ?? null, (check) => {
      if (output.isJson) return;
      output.line(`${marks[check.state]}  ${check.name.padEnd(11)}  ${visible(check.found)}`);
      if (check.advice !== null) output.line(`                      ${visible(check.advice)}`);
    });
    if (output.isJson) output.json({ object: "doctor", ok: exitCode === 0, checks });
    session.endWith(exitCode);
  });
};
