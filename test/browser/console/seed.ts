import { createServer, type Server } from "node:http";
import { Landfall } from "../../../clients/sdk/src/index.ts";

/** A project with something of every kind, and the receiver behind it. */
export interface Seeded {
  readonly landfall: Landfall;
  /** A recurring schedule. */
  readonly scheduleId: string;
  /** A profile whose destination answers 503. */
  readonly endpointId: string;
  /** A dead letter. */
  readonly deadId: string;
  close(): Promise<void>;
}

const oneTry = { max_attempts: 1 };

/** Fills a project: schedules of each kind and state, endpoint profiles, deliveries that succeeded, failed and wait. */
export async function seed(baseUrl: string, apiKey: string): Promise<Seeded> {
  const receiver = await startReceiver();
  const landfall = new Landfall({ baseUrl, apiKey });
  const to = (path: string) => `${receiver.url}${path}`;
  const shop = await landfall.endpoints.create({ url: to("/ok/orders"), name: "Orders", max_per_second: 50 });
  const broken = await landfall.endpoints.create({
    url: to("/fail/503/billing"),
    name: "Billing",
    max_concurrency: 4,
    retry_policy: oneTry,
  });
  const recurring = await landfall.schedules.create({
    name: "Nightly invoice run",
    endpoint: to("/ok/invoices/nightly"),
    cron: "30 2 * * *",
    timezone: "Europe/Berlin",
  });
  const now = { delay: "1s" };
  await landfall.schedules.createMany([
    { name: "Refresh exchange rates", endpoint: to("/ok/rates?base=EUR"), every: "15m", timezone: "UTC" },
    { name: "Heartbeat of the warehouse", endpoint_id: shop.id, every: "2s" },
    {
      name: "Weekly digest to all subscribers of the newsletter, sent in portions of ten thousand",
      endpoint: to(
        "/ok/a/rather/long/path/that/goes/on/and/on/until/it/cannot/be/shown/in/full?with=a&query=too",
      ),
      cron: "0 8 * * MON",
      timezone: "America/New_York",
    },
    { name: "Trial ends", endpoint: to("/ok/trial-ends"), delay: "45m" },
    {
      name: "Dunning, first reminder",
      endpoint: to("/fail/500/dunning"),
      delay: "1s",
      retry_policy: { max_attempts: 6, base: "5m" },
    },
    ...Array.from({ length: 60 }, (_, n) => ({
      name: `Welcome mail ${n + 1}`,
      endpoint: to(`/ok/mail/${n}`),
      ...now,
    })),
    ...Array.from({ length: 5 }, () => ({
      name: "Capture payment",
      endpoint: to("/fail/500/payments"),
      ...now,
      retry_policy: oneTry,
    })),
    { name: "Settle with the bank", endpoint: to("/fail/404/settle"), ...now, retry_policy: oneTry },
    { name: "Send receipt", endpoint_id: broken.id, ...now },
  ]);
  const paused = await landfall.schedules.create({
    name: "Clean up carts",
    endpoint: to("/ok/carts"),
    every: "1h",
  });
  await landfall.schedules.pause(paused.id);
  const canceled = await landfall.schedules.create({
    name: "Old import",
    endpoint: to("/ok/import"),
    delay: "2h",
  });
  await landfall.schedules.cancel(canceled.id);
  const deadId = await untilSome(async () => (await landfall.deadLetters.list({ limit: 100 })).data, 7);
  return { landfall, scheduleId: recurring.id, endpointId: broken.id, deadId, close: receiver.close };
}

/** Asks until there are so many; the system itself is what is waited for. */
async function untilSome(
  list: () => Promise<readonly { readonly id: string }[]>,
  count: number,
): Promise<string> {
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
    const found = await list();
    const [first] = found;
    if (first !== undefined && found.length >= count) return first.id;
  }
  throw new Error(`not ${count} within 30 s`);
}

/** Answers `/ok…` with 200 and `/fail/<status>…` with that status. */
async function startReceiver(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const status = Number(/^\/fail\/(\d+)/.exec(request.url ?? "")?.[1] ?? 200);
    request.resume();
    response.writeHead(status, { "content-type": "application/json" });
    response.end(status === 200 ? '{"ok":true}' : '{"error":"the receiver is out of order"}');
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server without a port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
