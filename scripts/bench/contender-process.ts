import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Contender } from "./contender.ts";
import type { Question, Reply } from "./serve-contender.ts";

const closeLimitMs = 10_000;

type Asked = Question extends infer Each ? (Each extends Question ? Omit<Each, "id"> : never) : never;

/**
 * Runs a script that calls `serveContender` in its own process, which ends with this one.
 *
 * @throws Error when it ends before it is ready
 */
export async function startContenderProcess(
  name: string,
  restMs: number,
  script: string,
  args: readonly string[],
): Promise<Contender> {
  const child = fork(script, [...args], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    detached: true,
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  child.on("message", (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  child.once("exit", (code, signal) => {
    for (const [id, hear] of waiting) hear({ id, value: false, error: `${name} ended (${signal ?? code})` });
    waiting.clear();
  });
  let lastId = 0;
  const hear = (id: number) =>
    new Promise<boolean>((resolve, reject) => {
      waiting.set(id, ({ value, error }) => (error === null ? resolve(value) : reject(new Error(error))));
    });
  const ask = (question: Asked) => {
    const id = ++lastId;
    const answer = hear(id);
    child.send({ ...question, id });
    return answer;
  };
  await hear(0);
  return {
    name,
    restMs,
    fill: async (plan) => void (await ask({ ask: "fill", plan })),
    isSettled: () => ask({ ask: "isSettled" }),
    pids: () => ({ process: child.pid ?? 0 }),
    [Symbol.asyncDispose]: () => end(child, () => ask({ ask: "close" })),
  };
}

async function end(child: ChildProcess, close: () => Promise<boolean>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  const kill = setTimeout(() => child.kill("SIGKILL"), closeLimitMs);
  await close().catch(() => undefined);
  if (child.connected) child.disconnect();
  await ended;
  clearTimeout(kill);
}
