import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** An HTTP server in its own process, which ends with this one. */
export interface PortProcess extends AsyncDisposable {
  readonly url: string;
}

/**
 * Starts a script that reports its port and ends when it is disconnected.
 *
 * @throws Error when it ends before it listens
 */
export async function startPortProcess(script: URL): Promise<PortProcess> {
  const execArgv = ["--disable-warning=ExperimentalWarning"];
  const child = fork(fileURLToPath(script), { execArgv, detached: true });
  const ended = once(child, "exit");
  const [port] = await Promise.race([once(child, "message"), ended.then(() => [null])]);
  if (port === null) throw new Error(`${script.pathname} ended before it listened`);
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
