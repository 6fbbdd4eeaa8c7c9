import type { Endpoint, Landfall } from "../../../sdk/src/index.ts";
import { type AddCommand, act } from "../act.ts";
import { askBeforeHarm } from "../ask.ts";
import { eachOf } from "../each-of.ts";
import { examplesOf } from "../examples-of.ts";
import { idsOf } from "../id-of.ts";
import { printEndpoint } from "../show/endpoint.ts";

interface Change {
  readonly about: string;
  /** Null: nothing is asked. */
  readonly question: string | null;
  run(landfall: Landfall, id: string, signal: AbortSignal): Promise<Endpoint>;
}

const changes: Readonly<Record<string, Change>> = {
  enable: {
    about: "Let what waited for endpoint profiles go out",
    question: null,
    run: ({ endpoints }, id, signal) => endpoints.enable(id, { signal }),
  },
  disable: {
    about: "Hold back what goes to endpoint profiles; final once answered",
    question: null,
    run: ({ endpoints }, id, signal) => endpoints.disable(id, { signal }),
  },
  delete: {
    about: "Delete endpoint profiles that nothing goes to any more",
    question: "Delete it?",
    run: ({ endpoints }, id, signal) => endpoints.delete(id, { signal }),
  },
  "rotate-secret": {
    about: "Give endpoint profiles a new secret; the old one goes on signing beside it for 24 hours",
    question: "Give it a new secret?",
    run: ({ endpoints }, id, signal) => endpoints.rotateSecret(id, { signal }),
  },
};

/** Adds the commands that do one thing to profiles: `enable`, `disable`, `delete`, `rotate-secret`. */
export const addChanges: AddCommand = (group, context) => {
  for (const [name, { about, question, run }] of Object.entries(changes)) {
    const command = group.command(name).description(about).argument("<id...>", "ep_…");
    examplesOf(command, `sched endpoints ${name} ep_01J…${question === null ? "" : " --yes"}`);
    act(command, context, async (session, words) => {
      const ids = idsOf(words, "ep");
      if (question !== null) await askBeforeHarm(session, question);
      await eachOf(
        session,
        ids,
        (id) => run(session.landfall, id, session.signal),
        (endpoint) => {
          if (name === "delete") session.output.line(`${endpoint.id} is deleted`);
          else printEndpoint(session.output, endpoint, session.timezone);
        },
      );
    });
  }
};
