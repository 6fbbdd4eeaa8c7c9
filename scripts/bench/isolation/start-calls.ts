import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Call, Calls } from "./calls.ts";

const script = fileURLToPath(new URL("calls-process.ts", import.meta.url));

/** API calls, made by a separate process. */
export interface RunningCalls extends AsyncDisposable {
  /** Waits for the end; returns every call. @throws Error when the process ended before */
  made(): Promise<readonly Call[]>;
}

export function startCalls(calls: Calls): RunningCalls {
  const child = fork(script, { execArgv: ["--disable-warning=ExperimentalWarning"], detached: true });
  const ended = once(child, "exit");
  const said = Promise.race([once(child, "message"), ended.then(() => [])]).then(([message]) =>
    madeIn(message),
  );
  // Nobody may come to ask.
  said.catch(() => undefined);
  child.send(calls);
  return {
    made: () => said,
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** The message comes from our own script, so its type is known. */
function madeIn(message: unknown): readonly Call[] {
  if (typeof message !== "object" || message === null || !("result" in message && "error" in message)) {
    throw new Error("the process that calls the API ended by itself");
  }
  if (message.error !== null) throw new Error(`the process that calls the API failed: ${message.error}`);
  return message.result as readonly Call[];
}
