import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("hang-process.ts", import.meta.url));

/** A receiver that never answers, in a process of its own. */
export interface HangingReceiver extends AsyncDisposable {
  readonly url: string;
}

export async function startHanging(): Promise<HangingReceiver> {
  const child = fork(script, { execArgv: ["--disable-warning=ExperimentalWarning"], detached: true });
  const ended = once(child, "exit");
  const [port] = await once(child, "message");
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
