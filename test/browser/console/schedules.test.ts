import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFaults } from "./axe.ts";
import { type Opened, openPage, openStage, type Stage, settled } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close(), 60_000);

const row = ({ page }: Opened, name: string) => page.locator("tr[data-row]", { hasText: name });

async function made(
  name: string,
  more: { readonly metadata?: Record<string, string> } = {},
): Promise<string> {
  const { id } = await stage.seeded.landfall.schedules.create({
    name,
    endpoint: "http://127.0.0.1:9/",
    every: "1h",
    ...more,
  });
  return id;
}

describe("the list of schedules", () => {
  it("keeps every filter in the address, shows the default ones, and clears them at once", async () => {
    const id = await made("Of the blue team", { metadata: { team: "blue" } });
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules");
    await page.getByRole("combobox", { name: "Created" }).filter({ hasText: "any time" }).waitFor();
    await page.getByRole("combobox", { name: "Kind" }).click();
    await page.getByRole("option", { name: "Interval" }).click();
    await page.getByLabel("Metadata, as name=value; Enter adds it").fill("team=blue");
    await page.keyboard.press("Enter");
    await page.getByText("1 in all").waitFor();
    const { searchParams } = new URL(page.url());
    expect([...searchParams]).toEqual([
      ["kind", "interval"],
      ["metadata[team]", "blue"],
    ]);
    await page.reload();
    await page.getByText("1 in all").waitFor();
    expect(await row(opened, "Of the blue team").count()).toBe(1);
    await page.getByRole("button", { name: "Remove the filter team" }).click();
    await row(opened, "Refresh exchange rates").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.waitForURL((url) => url.search === "");
    await stage.seeded.landfall.schedules.cancel(id);
    await opened.close();
  });

  it("opens the menu of a row by m, and pauses with a way back", async () => {
    const id = await made("Paused by its menu");
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules?q=Paused+by+its+menu");
    await row(opened, "Paused by its menu").focus();
    await page.keyboard.press("m");
    await page.getByRole("menuitem", { name: "Pause" }).waitFor();
    await page.keyboard.press("Enter");
    await row(opened, "Paused by its menu").getByText("Paused", { exact: true }).waitFor();
    expect((await stage.seeded.landfall.schedules.get(id)).state).toBe("paused");
    await page.getByRole("button", { name: "Undo" }).click();
    await row(opened, "Paused by its menu").getByText("Active", { exact: true }).waitFor();
    expect((await stage.seeded.landfall.schedules.get(id)).state).toBe("active");
    // The menu must not have opened the row.
    expect(new URL(page.url()).pathname).toBe("/console/schedules");
    await opened.close();
  });

  it("asks before it cancels, and says that it is final", async () => {
    const id = await made("Canceled by its menu");
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules?q=Canceled+by+its+menu");
    await page.getByRole("button", { name: "Actions for Canceled by its menu" }).click();
    await page.getByRole("menuitem", { name: "Cancel…" }).click();
    await page.getByRole("dialog").getByText("This is final").waitFor();
    await page.getByRole("button", { name: "Keep as it is" }).click();
    expect((await stage.seeded.landfall.schedules.get(id)).state).toBe("active");
    await page.getByRole("button", { name: "Actions for Canceled by its menu" }).click();
    await page.getByRole("menuitem", { name: "Cancel…" }).click();
    await page.getByRole("button", { name: "Cancel schedule" }).click();
    await row(opened, "Canceled by its menu").getByText("Canceled", { exact: true }).waitFor();
    expect((await stage.seeded.landfall.schedules.get(id)).state).toBe("canceled");
    await opened.close();
  });

  it("pauses all that match and not only the page, and undoes it", async () => {
    const items = Array.from({ length: 130 }, (_, n) => ({
      name: `Bulk ${n}`,
      endpoint: "http://127.0.0.1:9/",
      every: "1h",
      metadata: { bulk: "yes" },
    }));
    await stage.seeded.landfall.schedules.createMany(items);
    const count = async (state: "active" | "paused") =>
      (
        await stage.seeded.landfall.schedules
          .list({ state, metadata: { bulk: "yes" }, limit: 100 })
          .take(1_000)
      ).length;
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules?metadata%5Bbulk%5D=yes");
    await page.getByRole("button", { name: "All that match" }).click();
    await page.getByRole("menuitem", { name: "Pause all…" }).click();
    await page.getByRole("dialog").getByText("metadata bulk=yes").waitFor();
    await page.getByRole("button", { name: /^Pause (130 schedules|all)$/ }).click();
    await page.getByText("130 schedules paused.").waitFor();
    expect(await count("paused")).toBe(130);
    await page.getByRole("button", { name: "Undo: resume them" }).click();
    await page.getByText("130 schedules resumed.").waitFor();
    expect(await count("active")).toBe(130);
    await page.getByRole("button", { name: "Close" }).last().click();
    await opened.close();
  });

  it("goes to the end of a thousand by keyboard with few rows in the page, and keeps the focus on a row", async () => {
    const items = Array.from({ length: 1_000 }, (_, n) => ({
      name: `Many ${n}`,
      endpoint: "http://127.0.0.1:9/",
      every: "1h",
      metadata: { many: "yes" },
    }));
    await stage.seeded.landfall.schedules.createMany(items);
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules?metadata%5Bmany%5D=yes");
    await page.locator("tr[data-row]").first().focus();
    const end = page.getByText("1,000 in all");
    while (!(await end.isVisible())) {
      await page.keyboard.press("End");
      await page.locator("tr[data-row]:focus").waitFor();
      expect(await page.locator("tr[data-row]").count()).toBeLessThan(70);
    }
    await page.keyboard.press("End");
    await page.locator("tr[data-row][data-index='999']:focus").waitFor();
    await page.keyboard.press("Home");
    await page.locator("tr[data-row][data-index='0']:focus").waitFor();
    await opened.close();
  });

  it("teaches how the first one is made when there is none", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await page.route("**/v1/schedules?**", (route) =>
      route.fulfill({ json: { object: "list", data: [], has_more: false, next_cursor: null } }),
    );
    await opened.goto("/console/schedules");
    await page.getByRole("heading", { name: "No schedules yet" }).waitFor();
    await page.getByText("$SCHED_API_KEY").waitFor();
    await page.getByRole("link", { name: "Create a schedule" }).click();
    await page.getByRole("heading", { level: 1, name: "New schedule" }).waitFor();
    await opened.close();
  });

  it("says how far back a search looked when it found nothing yet", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    const [, second] = (await stage.seeded.landfall.schedules.list({ limit: 2 })).data;
    const { next_cursor } = await stage.seeded.landfall.schedules.list({ limit: 1 });
    await page.route(/\/v1\/schedules\?.*q=rare/, (route) =>
      route.fulfill({ json: { object: "list", data: [], has_more: true, next_cursor } }),
    );
    await opened.goto("/console/schedules?q=rare");
    await page.getByText(/Nothing matches so far; searched back to/).waitFor();
    expect(await page.locator(".table-foot time").getAttribute("datetime")).toBe(second?.created_at);
    await page.getByRole("button", { name: "Search further back" }).waitFor();
    await opened.close();
  });
});

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  it("axe finds nothing with the row menu, the list of bulk actions and their dialog open", async () => {
    const opened = await openPage(stage, { theme });
    const { page } = opened;
    await opened.goto("/console/schedules");
    await page.locator("tr[data-row]").first().focus();
    await page.keyboard.press("m");
    await page.getByRole("menuitem", { name: "Edit" }).waitFor();
    expect(await axeFaults(page, "popup"), "row menu").toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "All that match" }).click();
    await page.getByRole("menuitem", { name: "Cancel all…" }).click();
    await page.getByText("This is final").waitFor();
    await settled(page);
    expect(await axeFaults(page), "bulk dialog").toEqual([]);
    await opened.close();
  });
});
