import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Opened, openPage, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close(), 60_000);

const names = [
  ["o", "Overview"],
  ["s", "Schedules"],
  ["d", "Deliveries"],
  ["x", "Dead letters"],
  ["e", "Endpoints"],
  ["l", "Logs"],
  ["k", "Keys"],
  ["c", "Secrets"],
  ["y", "System"],
] as const;

const heading = ({ page }: Opened, name: string) =>
  page.getByRole("heading", { level: 1, name, exact: true });

describe("signing in", () => {
  it("says what is wrong with a key, then lets one in, and out again", async () => {
    const opened = await openPage(stage, { signedIn: false });
    const { page, goto } = opened;
    await goto("/");
    await page.getByLabel("API key").fill("secret");
    await page.keyboard.press("Enter");
    await page.getByText("An API key begins with sk_test_ or sk_live_.").waitFor();
    await page.getByLabel("API key").fill("sk_test_00000000000000000000000000000000000000000000");
    await page.keyboard.press("Enter");
    await page.getByText("No such key: it is wrong, or it was revoked.").waitFor();
    await page.getByLabel("API key").fill(stage.landfall.testKey);
    await page.keyboard.press("Enter");
    await heading(opened, "Overview").waitFor();
    expect(new URL(page.url()).pathname).toBe("/console/overview");
    await page.getByText("Test", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: /Key:/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await opened.close();
  });

  it("keeps a key in the tab, and on the device only if asked to", async () => {
    const opened = await openPage(stage, { signedIn: false });
    const { page, goto } = opened;
    for (const remember of [false, true]) {
      await goto("/");
      await page.getByLabel("API key").fill(stage.landfall.testKey);
      await page.getByLabel("Remember it on this device").setChecked(remember);
      await page.keyboard.press("Tab");
      await page.getByRole("button", { name: "Sign in" }).click();
      await heading(opened, "Overview").waitFor();
      const kept = await page.evaluate(
        "[sessionStorage, localStorage].map((each) => each.getItem('landfall.keys') !== null)",
      );
      expect(kept).toEqual([true, remember]);
      await page.evaluate("sessionStorage.clear()");
    }
    await opened.close();
  });

  it("shows what a key may not do, with the reason", async () => {
    const reader = await stage.seeded.landfall.apiKeys.create({ name: "reader", scopes: ["read"] });
    const opened = await openPage(stage, { signedIn: false });
    await opened.goto("/console/secrets");
    await opened.page.getByLabel("API key").fill(reader.key);
    await opened.page.keyboard.press("Enter");
    const reason = "This key (reader) lacks the scope “admin”. Sign in with one that has it.";
    await opened.page.getByRole("heading", { name: reason }).waitFor();
    const rotate = opened.page.getByRole("button", { name: "Rotate" });
    expect(await rotate.getAttribute("aria-disabled")).toBe("true");
    await opened.close();
  });
});

describe("getting about by keyboard", () => {
  it("reaches every page by its letters, and says where one is", async () => {
    const opened = await openPage(stage);
    await opened.goto("/console/overview");
    for (const [key, name] of names.toReversed()) {
      await opened.page.keyboard.press("g");
      await opened.page.keyboard.press(key);
      await heading(opened, name).waitFor();
      expect(await opened.page.title()).toBe(`${name} · Landfall`);
      await opened.page
        .getByRole("link", { name, exact: true })
        .and(opened.page.locator("[aria-current=page]"))
        .waitFor();
    }
    expect(opened.errors).toEqual([]);
    await opened.close();
  });

  it("moves through a table, opens a row, and comes back", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/dead-letters");
    await page.locator("tr[data-row]").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    expect(await page.evaluate("document.activeElement.dataset.index")).toBe("1");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/deliveries\/dlv_/);
    await page.goBack();
    await heading(opened, "Dead letters").waitFor();
    await opened.close();
  });

  it("finds a page, a schedule by its name and a delivery by its id with Ctrl-K", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/overview");
    for (const [text, shown, path] of [
      ["logs", "Logs", /\/console\/logs$/],
      ["nightly", "Nightly invoice run", new RegExp(`/console/schedules/${stage.seeded.scheduleId}$`)],
      [stage.seeded.deadId, stage.seeded.deadId, new RegExp(`/console/deliveries/${stage.seeded.deadId}$`)],
    ] as const) {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Search" }).fill(text);
      await page.getByRole("option", { name: shown }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(path);
    }
    await opened.close();
  });

  it("searches by / and keeps the filter in the address", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules");
    await page.keyboard.press("/");
    await page.keyboard.type("invoice");
    await page.waitForURL(/q=invoice/);
    await page.getByText("Nightly invoice run").waitFor();
    await page.getByText("1 in all").waitFor();
    await page.reload();
    await page.getByText("1 in all").waitFor();
    expect(await page.getByLabel("Search name or destination").inputValue()).toBe("invoice");
    await opened.close();
  });
});

describe("an instant", () => {
  it("is shown in local time, and beside it in the schedule's zone and in UTC", async () => {
    const opened = await openPage(stage);
    await opened.goto(`/console/schedules/${stage.seeded.scheduleId}`);
    const time = opened.page.locator("main time").first();
    await time.focus();
    await opened.page.getByText("Here (Europe/Berlin)").waitFor();
    await opened.page.getByText("UTC", { exact: true }).waitFor();
    expect(await time.getAttribute("datetime")).toMatch(/^\d{4}-.*Z$/);
    await opened.close();
  });
});
