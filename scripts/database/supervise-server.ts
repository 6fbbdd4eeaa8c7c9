import { setTimeout as delay } from "node:timers/promises";
import { backoffMs } from "../start/processes/restart-backoff.ts";
import type { ServerProcess } from "./server-process.ts";

export interface ServerSupervision {
  launch(): ServerProcess;
  /** Tells if the administrator can log in. */
  answers(): Promise<boolean>;
  /** Bytes that its disk still takes. */
  room(): number;
  readonly logPath: string;
  readonly say: (line: string) => void;
}

/** Room that the server needs to start: 12 MB of temporary tables, and recovery. */
const neededBytes = 32 * 1024 * 1024;
/** Who lived this long has recovered: the next death is a first one again. */
const recoveredAfterMs = 10_000;
/** Everything else waits for the database, so it does not wait as long as other programs. */
const longestWaitMs = 2_000;
const lookEveryMs = 250;

/**
 * Keeps a server running: starts it again when it dies, once its disk has room for that. One that runs out of room while
 * it starts waits by itself for a minute at a time; it is ended and started anew as soon as there is room.
 */
export function superviseServer(
  first: ServerProcess,
  supervision: ServerSupervision,
): { stop(): Promise<void> } {
  const { launch, logPath, say } = supervision;
  const stopping = new AbortController();
  let current = first;
  const done = (async () => {
    for (let failures = 0; ; ) {
      const startedAt = performance.now();
      const how = await current.ended;
      if (stopping.signal.aborted) return;
      failures = performance.now() - startedAt > recoveredAfterMs ? 1 : failures + 1;
      say(`the database ended (${how}) and is started again; its messages: ${logPath}`);
      await pause(Math.min(backoffMs(failures), longestWaitMs), stopping.signal);
      await untilRoom(supervision, stopping.signal);
      if (stopping.signal.aborted) return;
      current = launch();
      void endWhenStuck(current, supervision, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await current.stop();
      await done;
    },
  };
}

async function untilRoom({ room, say }: ServerSupervision, stop: AbortSignal): Promise<void> {
  if (room() >= neededBytes) return;
  say(`its disk is full: the database starts when there are ${neededBytes / 1024 / 1024} MB again`);
  while (room() < neededBytes && !stop.aborted) await pause(lookEveryMs, stop);
}

async function endWhenStuck(
  server: ServerProcess,
  { answers, room }: ServerSupervision,
  stop: AbortSignal,
): Promise<void> {
  let ranOut = false;
  while (server.isAlive() && !stop.aborted && !(await answers())) {
    const hasRoom = room() >= neededBytes;
    if (ranOut && hasRoom) return server.kill();
    ranOut ||= !hasRoom;
    await pause(lookEveryMs, stop);
  }
}

async function pause(ms: number, stop: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: stop }).catch(() => undefined);
}
