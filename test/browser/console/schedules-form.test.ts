import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFaults } from "./axe.ts";
import { type Opened, openPage, openStage, type Stage, settled } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close(), 60_000);

const when = ({ page }: Opened) => page.getByLabel("When", { exact: true });
const create = ({ page }: Opened) => page.getByRole("button", { name: "Create schedule" });
/** A destination that answers. */
const url = async () => (await stage.seeded.landfall.schedules.get(stage.seeded.scheduleId)).endpoint ?? "";

describe("the form of a schedule", () => {
  it("makes a copy: what is not replaced is kept, headers and body too", async () => {
    const base = await stage.seeded.landfall.schedules.create({
      name: "To be copied",
      endpoint: await url(),
      cron: "0 12 * * *",
      timezone: "Europe/Berlin",
      headers: { "X-Secret": "hidden" },
      body: { a: 1 },
      metadata: { team: "billing" },
    });
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto(`/console/schedules/${base.id}`);
    await page.getByRole("link", { name: "Clone" }).click();
    await page.getByText("They stay as they are.").waitFor();
    await page.getByLabel("Name", { exact: true }).fill("A copy");
    await page.getByRole("button", { name: "Create the copy" }).click();
    await page.getByRole("heading", { level: 1, name: "A copy" }).waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    expect(await stage.seeded.landfall.schedules.get(id)).toMatchObject({
      name: "A copy",
      cron: "0 12 * * *",
      header_keys: base.header_keys,
      body_bytes: base.body_bytes,
      metadata: { team: "billing" },
    });
    await opened.close();
  });

  it("says when an idempotency key made the schedule before", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    for (const notice of ["Created Once only", "Made before with this key: Once only"]) {
      await opened.goto("/console/schedules/new");
      await when(opened).fill("2027-03-01T09:00:00Z");
      await page.getByLabel("URL", { exact: true }).fill(await url());
      await page.getByLabel("Name", { exact: true }).fill("Once only");
      await page.getByText("Advanced", { exact: true }).click();
      await page.getByLabel("Idempotency key").fill("once-only");
      await create(opened).click();
      await page.getByText(notice).waitFor();
    }
    const found = await stage.seeded.landfall.schedules.list({ q: "Once only" }).take(10);
    expect(found.length).toBe(1);
    await opened.close();
  });

  it("is disabled with the reason for a key that may only read", async () => {
    const reader = await stage.seeded.landfall.apiKeys.create({ name: "reader", scopes: ["read"] });
    const opened = await openPage(stage, { signedIn: false });
    const { page } = opened;
    await opened.goto("/console/schedules/new");
    await page.getByLabel("API key").fill(reader.key);
    await page.keyboard.press("Enter");
    await page.getByText("This key (reader) lacks the scope “write”.").first().waitFor();
    expect(await create(opened).getAttribute("aria-disabled")).toBe("true");
    await opened.goto("/console/schedules");
    expect(await page.getByRole("button", { name: "New schedule" }).getAttribute("aria-disabled")).toBe(
      "true",
    );
    await opened.close();
  });
});

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  it("axe finds nothing in the form with its errors, assumptions, lists and Advanced open", async () => {
    const opened = await openPage(stage, { theme });
    const { page } = opened;
    await opened.goto("/console/schedules/new");
    await when(opened).fill("tomorrow at 3");
    await page.getByText("Did you mean").waitFor();
    expect(await axeFaults(page), "refused").toEqual([]);
    await when(opened).fill("next friday");
    await page.getByText("Advanced", { exact: true }).click();
    await page.getByRole("button", { name: "Add header" }).click();
    await page.getByRole("button", { name: "Add pair" }).click();
    await create(opened).click();
    await page.getByText("Enter the address that is called.").waitFor();
    await settled(page);
    expect(await axeFaults(page), "errors").toEqual([]);
    await page.getByRole("combobox", { name: "Time zone" }).click();
    await page.getByRole("combobox", { name: "Search: Time zone" }).fill("kolk");
    await page.getByRole("option", { name: "Asia/Kolkata" }).waitFor();
    expect(await axeFaults(page, "popup"), "zones").toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByText("Asia/Kolkata").first().waitFor();
    await opened.close();
  });
});
