import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** An HTTP server in a process of its own, which ends with this one. */
export interface PortProcess extends AsyncDisposable {
  readonly url: string;
}

/** Starts a script that sends the port on which it listens, and ends when it is disconnected. */
export async function startPortProcess(script: URL): Promise<PortProcess> {
  const execArgv = ["--disable-warning=ExperimentalWarning"];
  const child = fork(fileURLToPath(script), { execArgv, detached: true });
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
