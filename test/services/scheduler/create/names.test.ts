import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CreateScheduleItem,
  type CreateScheduleResult,
  NameRule,
} from "../../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { type NameServer, startNameServer } from "../../../receiver/name-server.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { caller, fields, newCaller } from "../../fixtures/constellation/scheduler.ts";

let names: NameServer;
let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  names = await startNameServer((name) => {
    if (name.includes("silent")) return "silent";
    if (name.includes("fails")) return "servfail";
    if (name.includes("inside")) return ["10.0.0.7"];
    return name.includes("none") ? "nxdomain" : ["93.184.215.14"];
  });
  constellation = await startConstellation({
    scheduler: {
      environment: {
        NAME_SERVERS: names.address,
        EGRESS_ALLOW: "127.0.0.0/8",
      },
    },
  });
  ({ scheduler } = constellation);
}, 30_000);
afterAll(async () => {
  await constellation.close();
  await names[Symbol.asyncDispose]();
});

const item = (endpoint: string, more: Partial<CreateScheduleItem> = {}) => ({
  fields: fields({ endpoint, delay: "1h" }),
  ...more,
});
const outcome = ({ result }: CreateScheduleResult) =>
  result?.$case === "refused" ? result.value.code : result?.$case;
const outcomes = async (...items: Parameters<SchedulerUnderTest["tryCreate"]>[0]) =>
  (await scheduler.tryCreate(items)).map(outcome);
/** Waits for names while the standing clock is moved past the bound. */
const awaitNames = async (endpoints: string[], who = caller) => {
  const awaited = scheduler.calls.awaitNames({ caller: who, endpoints });
  const moving = setInterval(() => constellation.time.move(100), 5);
  await awaited;
  clearInterval(moving);
};

describe("a create that is not to wait for names", () => {
  const names = NameRule.DEFER;

  it("is made at once beside one whose name server is silent, and that one says that it waits", async () => {
    expect(
      await outcomes(
        item("https://one.silent.test/", { names }),
        item("https://93.184.215.14/", { names }),
        item("http://127.0.0.1:9000/", { names }),
        item("https://one.silent.test/", { names, idempotencyKey: "n1" }),
        item("https://one.silent.test/", { names, idempotencyKey: "n1" }),
      ),
    ).toEqual(["awaitsName", "created", "created", "awaitsName", "awaitsName"]);
    await awaitNames(["https://one.silent.test/"]);
    const known = NameRule.KNOWN;
    expect(await outcomes(item("https://one.silent.test/", { names: known, idempotencyKey: "n1" }))).toEqual([
      "created",
    ]);
  });

  it("is judged by its name once that is known", async () => {
    const inside = item("https://inside.test/", { names });
    expect(await outcomes(inside)).toEqual(["awaitsName"]);
    await awaitNames(["https://inside.test/"]);
    expect(await outcomes(inside)).toEqual(["endpoint_blocked"]);
  });
});

describe("a name server that fails for a moment", () => {
  it("is no reason to refuse a destination for good; that the name does not exist is", async () => {
    const who = newCaller();
    const urls = ["https://a.fails.test/", "http://b.fails.test:8080/", "http://c.none.test:8080/"];
    await awaitNames(urls, who);
    const made = await outcomes(...urls.map((url) => item(url, { caller: who, names: NameRule.KNOWN })));
    expect(made).toEqual(["created", "created", "invalid_endpoint"]);
    expect(await outcomes(...urls.map((url) => item(url, { caller: who })))).toEqual(made);
  });
});
