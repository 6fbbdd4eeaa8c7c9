import { setTimeout as delay } from "node:timers/promises";
import { latenessOf } from "../lateness.ts";
import { KeepAliveConnection } from "./keep-alive-connection.ts";
import type { Load, LoadResult } from "./load.ts";

/** The client of `create`, in its own process: receives one load, runs it, reports the result, and ends. */
process.on("disconnect", () => process.exit(0));
process.once("message", (load: Load) => {
  run(load).then(
    (result) => process.send?.({ result, error: null }),
    (error: unknown) => process.send?.({ result: null, error: String(error) }),
  );
});

async function run(load: Load): Promise<LoadResult> {
  const request = requestBytes(load);
  const url = new URL(load.url);
  const open = await Promise.all(
    Array.from({ length: load.connections }, () => KeepAliveConnection.open(url)),
  );
  const statuses = new Map<number, number>();
  const tookMs: number[] = [];
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const endsAt = startedAt + load.seconds * 1000;
  const send = async (connection: KeepAliveConnection, since: number) => {
    const status = await connection.send(request);
    tookMs.push(performance.now() - since);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const next = load.perSecond === null ? atOnce : paced(startedAt, load.perSecond);
  await Promise.all(
    open.map(async (connection) => {
      for (let at = await next(endsAt); at !== null; at = await next(endsAt)) await send(connection, at);
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  for (const connection of open) connection.close();
  const { p50, p99, max } = latenessOf(tookMs) ?? { p50: 0, p99: 0, max: 0 };
  return {
    statuses: Object.fromEntries(statuses),
    answers: tookMs.length,
    seconds,
    p50Ms: p50,
    p99Ms: p99,
    maxMs: max,
    clientMicroseconds: (user + system) / tookMs.length,
  };
}

/** Returns the instant of the next request; null: no more. */
type Next = (endsAt: number) => Promise<number | null>;

const atOnce: Next = async (endsAt) => {
  const now = performance.now();
  return now < endsAt ? now : null;
};

/** Returns evenly spread instants, each once; a late connection gets one that is past. */
function paced(startedAt: number, perSecond: number): Next {
  let count = 0;
  return async (endsAt) => {
    const at = startedAt + (count++ * 1000) / perSecond;
    if (at >= endsAt) return null;
    const waitMs = at - performance.now();
    if (waitMs > 0) await delay(waitMs);
    return at;
  };
}

function requestBytes({ url, key, body }: Load): Buffer {
  const { host, pathname } = new URL(url);
  return Buffer.from(
    `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${key}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
