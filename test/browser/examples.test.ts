import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { operations } from "../../generated/openapi/operations.gen.ts";
import { type Landfall, newLandfall } from "../e2e/fixtures/landfall.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { type OpenPage, openBrowser } from "./open-browser.ts";

type OperationId = keyof typeof operations;

/** These take away what others need, so they come last. */
const last: readonly OperationId[] = ["deleteEndpoint", "revokeApiKey", "cancelSchedule"];
const ids = Object.keys(operations)
  .filter((id): id is OperationId => Object.hasOwn(operations, id))
  // A clock that can be moved is there with --dev-clock alone.
  .filter((id) => !operations[id].path.startsWith("/dev/"))
  // Nobody signs in without SIGN_IN.
  .filter((id) => !/^\/v1\/(?:auth\/|me$)/.test(operations[id].path))
  .sort((one, other) => last.indexOf(one) - last.indexOf(other));

let landfall: Landfall;
let receiver: Receiver;
let browser: OpenPage;

beforeAll(async () => {
  receiver = await startReceiver();
  landfall = await newLandfall();
  await landfall.start();
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await landfall?.[Symbol.asyncDispose]();
  await receiver?.close();
}, 60_000);

async function create(path: string, body: unknown): Promise<string> {
  return (await (await landfall.request("POST", path, body)).json()).id;
}

/** Makes one of each thing that an operation may need beside what the examples themselves make. */
async function someOfEach(): Promise<void> {
  const endpoint = `${receiver.url}/hook`;
  await create("/v1/schedules", { endpoint, delay: "1s" });
  await create("/v1/schedules", {
    endpoint: "http://127.0.0.1:9/none",
    delay: "1s",
    retry_policy: { max_attempts: 1 },
  });
  await create("/v1/schedules", { endpoint, cron: "0 9 * * *" });
  await create("/v1/api-keys", { name: "another", scopes: ["read"] });
  await vi.waitFor(
    async () => {
      const answers = ["schedules?state=completed", "dead-letters?"].map(async (list) =>
        (await landfall.request("GET", `/v1/${list}`)).json(),
      );
      for (const { data } of await Promise.all(answers)) expect(data.length).toBeGreaterThan(0);
    },
    { timeout: 20_000, interval: 100 },
  );
}

async function open(): Promise<void> {
  const { page } = browser;
  await page.goto(`${landfall.url}/docs`);
  const keys = JSON.stringify([{ key: landfall.testKey }]);
  await page.evaluate((text) => sessionStorage.setItem("landfall.keys", text), keys);
  await page.goto(`${landfall.url}/reference`);
  await page.locator("#operations-Schedules-listSchedules").waitFor();
}

/** Runs in the page, as text: each step waits for what it needs to be drawn. */
const program = `async (id) => {
  const drawn = async (find) => {
    const end = Date.now() + 20000;
    while (Date.now() < end) {
      const found = find();
      if (found) return found;
      await new Promise(requestAnimationFrame);
    }
    throw new Error(id + " was not drawn");
  };
  const operation = document.querySelector('[id$="-' + id + '"].opblock');
  const summary = operation.querySelector(".opblock-summary-control");
  summary.click();
  const button = await drawn(() => operation.querySelector("button.execute"));
  // It takes a few turns until the fields have what they are prefilled with.
  for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame);
  button.click();
  const answer = await drawn(() => operation.querySelector(".live-responses-table tbody tr"));
  const status = answer.querySelector(".response-col_status").textContent.trim();
  const told = status.startsWith("2") ? "ok" : answer.textContent;
  summary.click();
  await drawn(() => !operation.querySelector(".opblock-body"));
  return told;
}`;

/** Executes what an operation is prefilled with; resolves to "ok", or to the answer when it is an error. */
async function execute(id: OperationId): Promise<string> {
  return browser.page.evaluate(`(${program})(${JSON.stringify(id)})`);
}

describe("the examples of the reference", () => {
  it("on a fresh start: a schedule is made as it is prefilled, and then found by its id", async () => {
    await open();
    expect(await execute("createSchedule")).toBe("ok");
    const filled = browser.page.locator("#operations-Schedules-getSchedule tr[data-param-name=id] input");
    await browser.page.locator("#operations-Schedules-getSchedule .opblock-summary-control").click();
    await vi.waitFor(async () => expect(await filled.inputValue()).toMatch(/^sch_/), { timeout: 10_000 });
    await browser.page.locator("#operations-Schedules-getSchedule .opblock-summary-control").click();
    expect(await execute("getSchedule")).toBe("ok");
  }, 60_000);

  it("succeed for every operation, once there is one of each thing", async () => {
    await someOfEach();
    await open();
    const failed = [];
    for (const id of ids) {
      const told = await execute(id);
      if (told !== "ok") failed.push([id, told]);
    }
    expect(failed).toEqual([]);
  }, 300_000);
});
