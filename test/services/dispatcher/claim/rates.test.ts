import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Dispatching } from "../../../../services/dispatcher/start-dispatching.ts";
import { type Receiver, startReceiver } from "../../../receiver/receiver.ts";
import {
  type Constellation,
  type DispatchersUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

/** A dispatcher may see its timer a little late, and a receiver the request; nothing is ever early. */
const slackMs = 2;
const perSecond = 10;
let constellation: Constellation<"dispatchers">;
let dispatchers: DispatchersUnderTest;
let receiver: Receiver;
let other: Receiver;
const started: Dispatching[] = [];
beforeAll(async () => {
  [receiver, other] = [await startReceiver(), await startReceiver()];
  constellation = await startConstellation({ dispatchers: {} });
  ({ dispatchers } = constellation);
  const limits = { originMaxPerSecond: perSecond };
  started.push(await dispatchers.start({ limits }), await dispatchers.start({ limits }));
}, 30_000);
beforeEach(() => constellation.query("DELETE FROM endpoint_flow"));
afterAll(async () => {
  await constellation.close();
  await Promise.all([receiver.close(), other.close()]);
}, 30_000);

const claimNow = () => {
  for (const dispatching of started) dispatching.claimNow();
};

describe("a rate for each origin", () => {
  it("is kept by all dispatchers together; another origin, or another project's, has a rate of its own", async () => {
    const fireAt = Date.now();
    const to = ({ url }: Receiver, path: string) => ({ endpoint: `${url}${path}`, fireAt });
    const projectId = Buffer.alloc(16, 9);
    await dispatchers.plan(
      ...Array.from({ length: 15 }, () => to(receiver, "/rated")),
      ...Array.from({ length: 5 }, () => to(other, "/other")),
      ...Array.from({ length: 5 }, () => ({ ...to(receiver, "/neighbour"), projectId })),
    );
    claimNow();
    const rated = () => receiver.requests.filter(({ url }) => url === "/rated");
    await receiver.waitFor(() => rated().length === 15, 10_000);
    const arrivals = rated().map(({ arrivedAt }) => arrivedAt);
    // The first slot is reserved after this instant, so the first may be late by that.
    for (const [index, at] of arrivals.entries()) {
      expect(at - fireAt).toBeGreaterThanOrEqual(index * (1_000 / perSecond) - slackMs);
    }
    expect(arrivals.at(-1)).toBeLessThan(fireAt + 5_000);
    // The other origin has its own rate, and was done before.
    expect(other.requests.at(-1)?.arrivedAt).toBeLessThan(arrivals[10] ?? 0);
    const neighbours = receiver.requests.filter(({ url }) => url === "/neighbour");
    expect(neighbours.at(-1)?.arrivedAt).toBeLessThan(arrivals[10] ?? 0);
  }, 20_000);

  it("shows those that stand far back as rate_limited, and spends no attempt on them", async () => {
    const fireAt = Date.now();
    const ids = await dispatchers.plan(
      ...Array.from({ length: 80 }, (_, index) => ({ endpoint: `${receiver.url}/${index}`, fireAt })),
    );
    claimNow();
    // They are claimed again five seconds before their slot.
    const limited = () =>
      constellation.query(
        "SELECT attempt_count, claim_at FROM deliveries WHERE reason = 'rate_limited' AND holder IS NULL AND id IN (?)",
        [ids],
      );
    // Slots are reserved for five seconds ahead.
    await expect.poll(async () => (await limited()).length, { timeout: 5_000 }).toBeGreaterThanOrEqual(25);
    for (const row of await limited()) {
      expect(row.attempt_count).toBe(0);
      expect(row.claim_at).toBeGreaterThan(fireAt + 4_900);
    }
    await constellation.query(
      "UPDATE deliveries SET state = 'canceled', completed_at = 1, claim_at = NULL, next_attempt_at = NULL, holder = NULL, lease_expires_at = NULL WHERE completed_at IS NULL",
    );
  });

  it("does not hold what goes to a profile, which has a rate of its own or none", async () => {
    const [free, rated] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];
    for (const [id, path, maxPerSecond] of [
      [free, "/free", null],
      [rated, "/rated-profile", 20],
    ] as const) {
      await constellation.query(
        "INSERT INTO endpoints (id, project_id, mode, url, header_names, max_per_second, state, breaker_state, version, created_at, updated_at) VALUES (?, ?, 'test', ?, '[]', ?, 'enabled', 'closed', 1, 1, 1)",
        [id, id, `${receiver.url}${path}`, maxPerSecond],
      );
    }
    const fireAt = Date.now();
    const to = (profile: Buffer) => ({ profile, endpoint: receiver.url, fireAt });
    await dispatchers.plan(...Array.from({ length: 20 }, (_, index) => to(index % 2 === 0 ? free : rated)));
    claimNow();
    const came = (path: string) => receiver.requests.filter(({ url }) => url === path);
    await receiver.waitFor(() => came("/rated-profile").length === 10, 10_000);
    for (const [index, { arrivedAt }] of came("/rated-profile").entries()) {
      expect(arrivedAt - fireAt).toBeGreaterThanOrEqual(index * 50 - slackMs);
    }
    expect(came("/free")).toHaveLength(10);
    expect(came("/free").at(-1)?.arrivedAt).toBeLessThan(came("/rated-profile").at(-1)?.arrivedAt ?? 0);
  }, 20_000);
});
