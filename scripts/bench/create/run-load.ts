import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Load, LoadResult } from "./load.ts";

const script = fileURLToPath(new URL("load-process.ts", import.meta.url));

/**
 * Runs the load in its own process.
 *
 * @throws Error when a connection breaks, an answer has another status than `status`, or `stop` aborts
 */
export async function runLoad(load: Load, status: number, stop: AbortSignal): Promise<LoadResult> {
  const child = fork(script, { execArgv: ["--disable-warning=ExperimentalWarning"], detached: true });
  const ended = once(child, "exit");
  try {
    const said = once(child, "message", { signal: stop });
    child.send(load);
    const message: unknown = (await Promise.race([said, ended.then(() => [])]))[0];
    const result = resultIn(message);
    const others = Object.keys(result.statuses).filter((each) => each !== String(status));
    if (others.length > 0)
      throw new Error(`answers other than ${status}: ${JSON.stringify(result.statuses)}`);
    return result;
  } finally {
    if (child.connected) child.disconnect();
    await ended;
  }
}

/** The message comes from our own script, so its type is known. */
function resultIn(message: unknown): LoadResult {
  if (typeof message !== "object" || message === null || !("result" in message && "error" in message)) {
    throw new Error("the client ended by itself");
  }
  if (message.error !== null) throw new Error(`the client failed: ${message.error}`);
  return message.result as LoadResult;
}
