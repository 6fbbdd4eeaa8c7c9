import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Arrival } from "./judge.ts";

/** The receiver, in its own process. */
export interface RecordingReceiver extends AsyncDisposable {
  readonly url: string;
  /** Returns all requests so far, in order. */
  arrivals(): Promise<readonly Arrival[]>;
}

/** Starts it, and resolves when it listens. */
export async function startReceiver(): Promise<RecordingReceiver> {
  const path = fileURLToPath(new URL("./receiver-process.ts", import.meta.url));
  const child = fork(path, {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    serialization: "advanced",
  });
  const [port] = await once(child, "message");
  return {
    url: `http://127.0.0.1:${port}/`,
    async arrivals() {
      const answered = once(child, "message");
      child.send("arrivals");
      const [arrivals] = await answered;
      return arrivals;
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
