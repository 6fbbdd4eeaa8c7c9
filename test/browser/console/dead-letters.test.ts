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

const once = { delay: "1s", retry_policy: { max_attempts: 1 } };

/** Makes deliveries that the receiver refuses, and returns their ids when all are dead. */
async function deadLetters(path: string, count: number): Promise<string[]> {
  const { landfall } = stage.seeded;
  const endpoint = `${receiver.url}${path}`;
  await landfall.schedules.createMany(Array.from({ length: count }, () => ({ endpoint, ...once })));
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
    const { data } = await landfall.deadLetters.list({ q: endpoint, limit: 100 });
    if (data.length >= count) return data.map(({ id }) => id);
  }
  throw new Error(`not ${count} dead letters within 30 s`);
}

describe("a dead letter", () => {
  it("is found, understood and replayed by somebody who has never been here", async () => {
    receiver.answer(500);
    const [id = ""] = await deadLetters("/understood", 1);
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/overview");
    await page.getByRole("link", { name: "Look and replay" }).click();
    await page.getByText(new URL(receiver.url).host, { exact: false }).first().waitFor();
    await page.getByRole("link", { name: /\/understood/ }).click();
    await page.getByText(/^Dead-lettered after 1 attempt: HTTP 500 from 127\.0\.0\.1/).waitFor();
    await page.getByText("First mend the receiver; its answer is below; then replay it.").waitFor();
    await page.getByText("the ledger is locked").first().waitFor();
    receiver.answer(200);
    await page.getByRole("button", { name: "Replay" }).click();
    await page.getByRole("button", { name: "Replay now" }).click();
    await page.getByText(/^Delivered .* after its time: 200 from/).waitFor();
    // The receiver can tell that it is the same: the key is that of the first.
    expect(receiver.keys.at(-1)).toBe(id);
    await page.getByRole("link", { name: id }).click();
    await page.getByRole("list", { name: "Replays of it" }).getByText("Succeeded").waitFor();
    await page.getByText("It was sent again already; see what became of its replays.").waitFor();
    expect(opened.errors).toEqual([]);
    await opened.close();
  });

  it("is replayed from its row with r, and leaves the list of those that wait", async () => {
    receiver.answer(500);
    await deadLetters("/by-row", 1);
    receiver.answer(200);
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/dead-letters?q=by-row");
    await page.locator("tr[data-row]").first().focus();
    await page.keyboard.press("r");
    await page.getByRole("dialog", { name: "Replay this dead letter?" }).waitFor();
    await page.getByRole("button", { name: "Replay now" }).click();
    await page.getByText("Done: 1 succeeded.").waitFor();
    await page.getByText("None matches these filters.").waitFor();
    await opened.goto("/console/dead-letters?q=by-row&replayed=replayed");
    await page.getByText("1 in all").waitFor();
    await opened.close();
  });
});

describe("many dead letters", () => {
  it("are grouped by error and host; a group is replayed, spread, with the failures among them named", async () => {
    receiver.answer(503);
    await deadLetters("/group", 4);
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/dead-letters");
    await page.getByRole("button", { name: /^HTTP 503/ }).click();
    await page.waitForURL(/error=HTTP/);
    await page.getByRole("button", { name: new RegExp(`^${new URL(receiver.url).host}`) }).click();
    await page.waitForURL(/host=127/);
    await page.getByRole("button", { name: "Replay this group (4)" }).click();
    await page.getByText("4 dead letters").waitFor();
    await page.getByLabel("Spread over").fill("soon");
    await page.getByRole("button", { name: "Replay 4" }).click();
    await page
      .locator(".field-error")
      .getByText(/duration/i)
      .waitFor();
    expect(await axeFaults(page, "popup")).toEqual([]);
    await page.getByLabel("Spread over").fill("4s");
    await page.getByRole("button", { name: "Replay 4" }).click();
    await page
      .getByText(/wait, spread over 4s|ended:/)
      .first()
      .waitFor();
    // They have retry_policy of one attempt, so they are dead at once again.
    await page.getByText("Done: 0 succeeded, 4 failed again.").waitFor();
    expect(await page.getByRole("list", { name: "Failed again" }).getByRole("link").count()).toBe(4);
    expect(await axeFaults(page)).toEqual([]);
    await opened.close();
  });

  it("are replayed by what matches, not by what is in view", async () => {
    receiver.answer(500);
    const ids = await deadLetters("/matching", 60);
    receiver.answer(200);
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/dead-letters?q=/matching");
    await page.getByRole("button", { name: "Replay all (60)" }).click();
    expect(await page.getByLabel("Spread over").inputValue()).toBe("10m");
    await page.getByLabel("Spread over").fill("");
    await page.getByRole("button", { name: "Replay 60" }).click();
    await page.getByText("Done: 60 succeeded.").waitFor({ timeout: 30_000 });
    expect(new Set(receiver.keys.filter((key) => ids.includes(key))).size).toBe(60);
    await opened.close();
  });

  it("cannot be replayed by a key without the scope, which says so", async () => {
    const { key } = await stage.seeded.landfall.apiKeys.create({ name: "looker", scopes: ["read"] });
    const opened = await openPage(stage, { signedIn: false });
    const { page } = opened;
    await opened.goto("/console/dead-letters");
    await page.getByLabel("API key").fill(key);
    await page.keyboard.press("Enter");
    await page.getByText("By error").waitFor();
    const button = page.getByRole("button", { name: /^Replay all/ });
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    await button.focus();
    await page.getByText("This key (looker) lacks the scope “replay”.", { exact: false }).first().waitFor();
    await opened.close();
  });
});
