import { setTimeout as delay } from "node:timers/promises";
import { Pool } from "undici";
import type { Call, Calls, Make } from "./calls.ts";

/** Makes calls of the API in its own process: receives the calls, makes them, reports the results, and ends. */
process.on("disconnect", () => process.exit(0));
process.once("message", (calls: Calls) => {
  run(calls).then(
    (result) => process.send?.({ result, error: null }),
    (error: unknown) => process.send?.({ result: null, error: String(error) }),
  );
});

/** Wait after a refusal; without one, this process would only measure itself. */
const refusedRestMs = 100;

async function run(calls: Calls): Promise<Call[]> {
  const { endsAt, startsAt, patienceMs } = calls;
  const pool = new Pool(calls.url, { connections: calls.connections, pipelining: 1 });
  const giveUp = AbortSignal.timeout(Math.max(endsAt + patienceMs - Date.now(), 0));
  const authorization = `Bearer ${calls.key}`;
  const made: Call[] = [];
  let count = 0;
  const make = async (dueAt: number) => {
    const number = count++;
    const place = number % calls.makes.length;
    const status = await statusOf(pool, authorization, calls.makes[place], number, giveUp);
    made.push({ make: place, dueAt, tookMs: Date.now() - dueAt, status });
    return status;
  };
  const loop = async () => {
    while (Date.now() < endsAt) {
      const status = await make(Date.now());
      if (status === 0 || status >= 400) await delay(refusedRestMs);
    }
  };
  await delay(Math.max(startsAt - Date.now(), 0));
  if (calls.perSecond === null) await Promise.all(Array.from({ length: calls.connections }, loop));
  else await pace(make, startsAt, endsAt, 1000 / calls.perSecond);
  void pool.destroy();
  return made;
}

async function pace(make: (dueAt: number) => unknown, startsAt: number, endsAt: number, everyMs: number) {
  const open: unknown[] = [];
  for (let index = 0; startsAt + index * everyMs < endsAt; index++) {
    const dueAt = Math.floor(startsAt + index * everyMs);
    const waitMs = dueAt - Date.now();
    if (waitMs > 0) await delay(waitMs);
    open.push(make(dueAt));
  }
  await Promise.all(open);
}

/** 0: no answer. */
async function statusOf(
  pool: Pool,
  authorization: string,
  make: Make | undefined,
  number: number,
  signal: AbortSignal,
): Promise<number> {
  const { method = "GET", path = "/", body = null } = make ?? {};
  const numbered = (text: string) => text.replaceAll("{n}", String(number));
  try {
    const { statusCode, body: answer } = await pool.request({
      method,
      path: numbered(path),
      headers: { authorization, ...(body !== null && { "content-type": "application/json" }) },
      body: body === null ? null : numbered(body),
      signal,
    });
    await answer.dump({ limit: Number.MAX_SAFE_INTEGER });
    return statusCode;
  } catch {
    return 0;
  }
}
