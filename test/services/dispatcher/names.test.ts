import { createHash, randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { DispatcherServiceService } from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { takeName } from "../../../services/dispatcher/claim/take-name.ts";
import { createLogger } from "../../../services/runtime/logging/logger.ts";
import { systemClock } from "../../../services/runtime/time/clock.ts";
import { connectStore, type Store } from "../../../services/store/for-dispatcher.ts";
import { newServiceProcess } from "../../faults/fixtures/service-process.ts";
import { type Receiver, startReceiver } from "../../receiver/receiver.ts";
import {
  type Constellation,
  type DispatchersUnderTest,
  startConstellation,
} from "../fixtures/constellation/constellation.ts";

let constellation: Constellation<"dispatchers">;
let dispatchers: DispatchersUnderTest;
let receiver: Receiver;
let store: Store;
beforeAll(async () => {
  receiver = await startReceiver();
  constellation = await startConstellation({ dispatchers: {} });
  ({ dispatchers } = constellation);
  store = connectStore({ url: constellation.database.doorUrl("dispatcher"), connections: 2 });
}, 30_000);
afterAll(async () => {
  await store.close();
  await constellation.close();
  await receiver.close();
}, 30_000);

const holderOf = (name: string) => createHash("sha256").update(name).digest().subarray(0, 16);
const environment = (name: string) => ({
  DATABASE_URL: constellation.database.doorUrl("dispatcher"),
  SEALING_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  EGRESS_ALLOW: "127.0.0.0/8",
  DISPATCHER_NAME: name,
});
const dispatcher = (name: string) =>
  newServiceProcess("dispatcher", DispatcherServiceService, environment(name));
const holders = async (ids: readonly Buffer[]) => {
  const rows = await constellation.query(
    "SELECT DISTINCT HEX(holder) AS holder FROM deliveries WHERE id IN (?)",
    [[...ids]],
  );
  return rows.map(({ holder }) => holder);
};

describe("two dispatchers of one name", { timeout: 30_000 }, () => {
  it("send attempts in flight once: the second dispatcher uses another name", async () => {
    receiver.on("/cloned", { do: "hang" });
    const [first, second] = [await dispatcher("cloned"), await dispatcher("cloned")];
    await first.start();
    const sent = { endpoint: `${receiver.url}/cloned`, fireAt: Date.now() + 500 };
    const ids = await dispatchers.plan(...Array.from({ length: 60 }, () => sent));
    await receiver.waitFor((requests) => requests.length === 60, 10_000);
    await second.start();
    // It reclaims once a second, and has done so once it holds a delivery itself.
    const [later] = await dispatchers.plan({ endpoint: `${receiver.url}/later`, fireAt: Date.now() + 2_500 });
    await receiver.waitFor((requests) => requests.some(({ url }) => url === "/later"), 10_000);
    expect(later).toBeDefined();
    expect(receiver.requests.filter(({ url }) => url === "/cloned")).toHaveLength(60);
    expect(await holders(ids)).toEqual([holderOf("cloned").toString("hex").toUpperCase()]);
    const [named] = await constellation.query("SELECT COUNT(*) AS n FROM dispatchers");
    expect(named?.n).toBe(1);
    receiver.releaseAll();
    await Promise.all([first.close(), second.close()]);
  });

  it("that is killed and started again takes its work up at once", async () => {
    const one = await dispatcher("killed");
    receiver.on("/killed", { do: "hang" });
    await one.start();
    await dispatchers.plan({ endpoint: `${receiver.url}/killed`, fireAt: Date.now() + 500 });
    await receiver.waitFor((requests) => requests.some(({ url }) => url === "/killed"), 10_000);
    await one.signal("SIGKILL");
    receiver.on("/killed", { do: "answer" });
    const killedAt = Date.now();
    await one.start();
    const arrivals = (requests: typeof receiver.requests) =>
      requests.filter(({ url }) => url === "/killed").length;
    await receiver.waitFor((requests) => arrivals(requests) === 2, 10_000);
    // Without the name, the lease would last ten seconds.
    expect(Date.now() - killedAt).toBeLessThan(7_000);
    await one.close();
  });
});

describe("a name that was taken elsewhere", () => {
  const ended = new AbortController();
  const taken: { release(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of taken.splice(0)) await each.release();
  });
  const take = async (name: string) => {
    const log = createLogger("dispatcher", "silent");
    const parts = { store, clock: systemClock, log, signal: ended.signal, beatEveryMs: 100 };
    const name_ = await takeName(name, parts);
    taken.push(name_);
    return name_.holder;
  };
  const elsewhere = (name: string) =>
    constellation.query("INSERT INTO dispatchers VALUES (?, ?, 'another machine', '7 x', 1)", [
      holderOf(name),
      randomBytes(16),
    ]);

  it("is taken over when its holder shows no sign of life", async () => {
    await elsewhere("silent");
    expect(await take("silent")).toEqual(holderOf("silent"));
  });

  it("is left to a process that shows signs of life", async () => {
    await elsewhere("lively");
    const beat = () => constellation.query("UPDATE dispatchers SET beats = beats + 1");
    const beats = setInterval(() => void beat(), 50);
    expect(await take("lively")).not.toEqual(holderOf("lively"));
    clearInterval(beats);
  });

  it("is free at once when its process ended in order", async () => {
    expect(await take("orderly")).toEqual(holderOf("orderly"));
    await taken.pop()?.release();
    expect(await take("orderly")).toEqual(holderOf("orderly"));
  });
});
