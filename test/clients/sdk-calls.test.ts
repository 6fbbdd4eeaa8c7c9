import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Landfall, type LandfallOptions } from "../../clients/sdk/src/index.ts";
import { newLandfall, type Landfall as Running } from "../e2e/fixtures/landfall.ts";

let running: Running;
let landfall: Landfall;
/** Nothing listens on this port, so attempts fail at once. */
const endpoint = "http://127.0.0.1:9/hooks";
const client = (more: Partial<LandfallOptions> = {}) =>
  new Landfall({ apiKey: running.testKey, baseUrl: running.url, ...more });

beforeAll(async () => {
  running = await newLandfall();
  await running.start();
  landfall = client();
}, 60_000);
afterAll(() => running[Symbol.asyncDispose]());

describe("a schedule", () => {
  it("lives its whole life through the SDK", async () => {
    const { schedules } = landfall;
    const made = await schedules.create({ endpoint, cron: "0 9 * * MON", timezone: "Europe/Berlin" });
    const { next_runs } = await schedules.preview({ cron: "0 9 * * MON", timezone: "Europe/Berlin" });
    expect(made.next_fire_at).toBe(next_runs[0]?.at);
    const named = await schedules.update(made.id, { name: "weekly" }, { ifVersion: made.version });
    const late = schedules.pause(made.id, { ifVersion: made.version });
    await expect(late).rejects.toMatchObject({
      name: "ConflictError",
      code: "version_mismatch",
      status: 412,
    });
    expect((await schedules.pause(made.id, { ifVersion: named.version })).state).toBe("paused");
    expect((await schedules.resume(made.id)).state).toBe("active");
    const delivery = await schedules.trigger(made.id);
    expect((await schedules.deliveries(made.id).take(100)).map(({ id }) => id)).toContain(delivery.id);
    const copy = await schedules.clone(made.id, { name: "copy" });
    expect([copy.cron, copy.name]).toEqual(["0 9 * * MON", "copy"]);
    expect((await schedules.ledger(made.id)).holes).toBe(0);
    await schedules.cancel(made.id);
    const [canceled] = await schedules.deliveries(made.id, { state: "canceled" }).take(1);
    expect(canceled?.reason).toBe("canceled");
  });

  it("is found by its metadata, its name and its state, through pages of one", async () => {
    const items = [1, 2, 3].map((n) => ({
      endpoint,
      delay: "24h",
      name: `found ${n} of 3`,
      metadata: { "order no.": "4&7=1", n: String(n) },
    }));
    const { accepted, rejected } = await landfall.schedules.createMany([...items, { endpoint }]);
    expect([accepted.length, rejected.map(({ code }) => code)]).toEqual([3, ["missing_timing"]]);
    const found: (string | null)[] = [];
    const query = { metadata: { "order no.": "4&7=1" }, q: "of 3", state: "active" as const, limit: 1 };
    for await (const { name } of landfall.schedules.list(query)) found.push(name);
    expect(found.sort()).toEqual(["found 1 of 3", "found 2 of 3", "found 3 of 3"]);
    expect((await landfall.schedules.list({ ...query, include_total: true })).total).toBe(3);
  });
});

describe("a call", () => {
  it("whose answer was lost is sent again, and makes one object", async () => {
    let sent = 0;
    const seen: (string | null)[] = [];
    const losing = client({
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (++sent > 1) return response;
        throw new TypeError("the connection was reset");
      },
    });
    const onResponse = ({ headers }: Pick<Response, "headers">) =>
      seen.push(headers.get("idempotent-replayed"));
    const made = await losing.schedules.create(
      { endpoint, delay: "24h", name: "lost and found" },
      { onResponse },
    );
    const all = await landfall.schedules.list({ q: "lost and found" }).take(10);
    expect([sent, seen, all.map(({ id }) => id)]).toEqual([2, ["true"], [made.id]]);
  });

  it("has the errors of a real gateway, by name", async () => {
    const rejections = await Promise.all(
      [
        client({ apiKey: "sk_test_nobody" }).whoAmI(),
        landfall.schedules.get("sch_01J9ZK3F8Q4X7M2N5P6R8S9T0V"),
        landfall.schedules.create({ endpoint, delay: "1h", cron: "@daily" }),
        client({ baseUrl: "http://127.0.0.1:1", maxRetries: 0 }).whoAmI(),
        landfall.whoAmI({ signal: AbortSignal.abort() }),
      ].map((call) => call.catch(({ name, code }) => `${name} ${code}`)),
    );
    expect(rejections).toEqual([
      "AuthenticationError invalid_api_key",
      "NotFoundError schedule_not_found",
      "InvalidRequestError multiple_timing",
      "ConnectionError connection_failed",
      "ConnectionError aborted",
    ]);
  });
});

describe("everything else", () => {
  it("is asked for and answered: profiles, keys, secrets, figures, the service", async () => {
    const profile = await landfall.endpoints.create({ url: endpoint, name: "orders" });
    await landfall.endpoints.update(profile.id, { max_per_second: 5 });
    expect((await landfall.endpoints.disable(profile.id)).state).toBe("disabled");
    expect((await landfall.endpoints.enable(profile.id)).state).toBe("enabled");
    expect((await landfall.endpoints.rotateSecret(profile.id)).secret).not.toBe(profile.secret);
    expect((await landfall.endpoints.list({ q: "orders" }).take(9)).map(({ id }) => id)).toEqual([
      profile.id,
    ]);
    await landfall.endpoints.delete(profile.id);

    const key = await landfall.apiKeys.create({ name: "reader", scopes: ["read"] });
    const reader = client({ apiKey: key.key });
    expect((await reader.whoAmI()).key.scopes).toEqual(["read"]);
    await expect(reader.schedules.create({ endpoint, delay: "1h" })).rejects.toMatchObject({
      name: "PermissionError",
      code: "insufficient_scope",
    });
    await landfall.apiKeys.revoke((await landfall.apiKeys.rotate(key.id)).id);

    const { current, next } = await landfall.signingSecrets.get();
    const rotated = await landfall.signingSecrets.rotate();
    expect([rotated.current?.secret, rotated.previous?.secret]).toEqual([next?.secret, current?.secret]);

    expect((await landfall.figures.overview({ period: "7d" })).object).toBe("overview");
    expect((await landfall.figures.usage()).object).toBe("usage");
    expect((await landfall.figures.ledger()).holes).toBe(0);
    expect((await landfall.figures.punctuality()).object).toBe("punctuality");
    expect((await landfall.service.health()).status).toBe("ok");
    expect((await landfall.service.readiness()).status).toBe("ready");
    expect(Object.keys((await landfall.service.metricsJson()).processes).sort()).toContain("gateway");
    expect(await landfall.service.metrics()).toContain("# TYPE ");
    expect(await landfall.service.reference()).toContain("<!doctype html>");
    expect((await landfall.service.openapi()).openapi).toBe("3.1.0");
  });
});
