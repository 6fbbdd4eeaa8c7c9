import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFaults } from "./axe.ts";
import { type FailingReceiver, startFailingReceiver } from "./failing-receiver.ts";
import { openPage, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let receiver: FailingReceiver;
beforeAll(async () => {
  [stage, receiver] = await Promise.all([openStage(), startFailingReceiver()]);
}, 120_000);
afterAll(async () => {
  await receiver?.close();
  await stage?.close();
}, 60_000);

/** Makes a schedule, and returns the id of its delivery. */
async function deliver(
  path: string,
  delay: string,
  retries: { max_attempts: number; base: string },
): Promise<string> {
  const { landfall } = stage.seeded;
  const { id } = await landfall.schedules.create({
    name: `Walk of ${path}`,
    endpoint: `${receiver.url}${path}`,
    delay,
    headers: { authorization: "Bearer of-the-receiver" },
    body: { invoice: 4711 },
    retry_policy: { ...retries, jitter: false },
  });
  for (const until = Date.now() + 20_000; Date.now() < until; ) {
    const { data } = await landfall.deliveries.list({ schedule_id: id });
    if (data[0] !== undefined) return data[0].id;
  }
  throw new Error("no delivery within 20 s");
}

describe("deliveries", () => {
  it("are filtered in the address: state, period, endpoint, schedule", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/deliveries");
    await page.getByRole("combobox", { name: "Made" }).getByText("last 24 hours").waitFor();
    await page.getByRole("combobox", { name: "State" }).click();
    await page.getByRole("option", { name: "Dead-lettered" }).click();
    await page.waitForURL(/state=dead_lettered/);
    await page.getByText("7 in all").waitFor();
    await page.getByRole("combobox", { name: "Endpoint" }).click();
    await page.getByRole("combobox", { name: "Search: Endpoint" }).fill("Billing");
    expect(await axeFaults(page, "popup")).toEqual([]);
    await page.getByRole("option", { name: /Billing/ }).click();
    await page.waitForURL(/endpoint=ep_/);
    await page.getByText("1 in all").waitFor();
    await page.reload();
    await page.getByText("1 in all").waitFor();
    await opened.goto("/console/deliveries?period=custom&to=2020-01-01T00:00");
    await page.getByText("None was made in this period.", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Look at any time" }).click();
    await page.locator("tr[data-row]").first().waitFor();
    await opened.goto(`/console/deliveries?schedule=${stage.seeded.scheduleId}&period=all`);
    await page.getByRole("button", { name: "Remove the filter Schedule" }).click();
    await page.waitForURL(/deliveries\?period=all$/);
    expect(opened.errors).toEqual([]);
    await opened.close();
  });
});

describe("a delivery", () => {
  it("renews itself while it is open, from attempt to attempt, and says why it waits", async () => {
    receiver.answer(500);
    const id = await deliver("/retried", "2s", { max_attempts: 3, base: "3s" });
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto(`/console/deliveries/${id}`);
    await page.getByText(/^Attempt 1 failed with HTTP 500 from .*; attempt 2 comes/).waitFor();
    await page.getByText(/^Waits 3 s, by its retry policy \(3 attempts, exponential from 3s/).waitFor();
    await page.getByText("authorization: ••••••").waitFor();
    await page.getByText(/bytes; bodies are write-only/).waitFor();
    await page.getByText(/^Attempt 2 failed/).waitFor();
    receiver.answer(200);
    await page.getByText(/^Delivered .* late at attempt 3: 200 from/).waitFor({ timeout: 30_000 });
    expect(await page.getByText(/^Waited \d+(\.\d)? s, by its retry policy/).count()).toBe(2);
    expect(await axeFaults(page)).toEqual([]);
    await opened.close();
  });

  it("is canceled when asked, and only then", async () => {
    const id = await deliver("/canceled", "1h", { max_attempts: 3, base: "3s" });
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto(`/console/deliveries/${id}`);
    await page.getByText(/^Not due yet: it goes to/).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("dialog", { name: "Cancel this delivery?" }).waitFor();
    expect(await axeFaults(page, "popup")).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByText(/^Not due yet/).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Cancel delivery" }).click();
    await page.getByText(/^Canceled \(it or its schedule was canceled\)/).waitFor();
    await page.getByText("Canceled; no attempt starts after this.").waitFor();
    expect(await axeFaults(page, "popup")).toEqual([]);
    await opened.close();
  });
});

describe("logs", () => {
  it("follow by themselves, stand still when paused, go on, and lead to the delivery", async () => {
    receiver.answer(200);
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/logs?q=/tailed");
    await page.getByText("Live", { exact: true }).waitFor();
    await page.getByText("One that does appears here by itself.", { exact: false }).waitFor();
    await deliver("/tailed", "1s", { max_attempts: 1, base: "3s" });
    await page.getByRole("link", { name: /\/tailed/ }).waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByText("Paused", { exact: true }).waitFor();
    await deliver("/tailed/again", "1s", { max_attempts: 1, base: "3s" });
    await page.getByText("Paused, 1 new").waitFor();
    expect(await page.locator("tr[data-row]").count()).toBe(1);
    await page.getByRole("button", { name: "1 new; show them" }).click();
    await page.getByRole("link", { name: /tailed\/again/ }).click();
    await page.getByText(/^Delivered/).waitFor();
    await opened.goto("/console/logs?status=404");
    await page.getByRole("link", { name: /settle/ }).waitFor();
    expect(await page.locator("tr[data-row]").count()).toBe(1);
    await opened.close();
  });

  it("say when they are not live, and catch up by themselves", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/logs");
    await page.locator("tr[data-row]").first().waitFor();
    await page.route("**/v1/logs**", (route) => route.abort());
    await page.getByText(/^Not live: no answer since/).waitFor();
    expect(await page.locator("tr[data-row]").first().isVisible()).toBe(true);
    await page.unroute("**/v1/logs**");
    await page.getByText("Live", { exact: true }).waitFor();
    await opened.close();
  });
});
