import { type AddCommand, act } from "../../act.ts";
import { gathered } from "../../create/request-options.ts";
import { examplesOf } from "../../examples-of.ts";
import { listen } from "../../listen/listen.ts";
import type { ListenWords } from "../../listen/listen-words.ts";

/** Adds `sched listen`. */
export const addListen: AddCommand = (parent, context) => {
  const command = parent
    .command("listen")
    .description(
      "Receive deliveries here: verify, print with lateness and duplicates, forward, fail on order",
    )
    .option("-p, --port <port>", "listen on this port; 0 for any that is free", "9000")
    .option("--host <address>", "listen on this address", "127.0.0.1")
    .option("--forward <url>", "send each on there, and answer what it answers")
    .option("--status <code>", "answer this; 200 if not given")
    .option("--fail <count>", "answer the first so many with 500")
    .option("--delay <duration>", "wait before each answer, such as 2s")
    .option("--secret <secret>", "verify with this, whsec_…; else with those of the project", gathered)
    .option("--count <number>", "end after so many requests");
  examplesOf(
    command,
    "sched listen",
    "sched listen --port 9001 --forward http://localhost:3000/hooks",
    "sched listen --fail 2            # shows the retries of a delivery",
    "sched listen --status 410        # dead-letters at once",
    "sched listen --delay 40s --json  # a line each; longer than the timeout",
  );
  act<ListenWords>(command, context, listen);
};
