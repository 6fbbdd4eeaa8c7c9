import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFaults } from "./axe.ts";
import { openPage, openStage, type Stage, settled } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close(), 60_000);

async function made(name: string): Promise<string> {
  const { id } = await stage.seeded.landfall.schedules.create({
    name,
    endpoint: "http://127.0.0.1:9/hook",
    cron: "0 9 * * *",
    timezone: "America/New_York",
    headers: { "X-Token": "secret" },
    body: { a: 1 },
    metadata: { team: "red" },
  });
  return id;
}

describe("the page of a schedule", () => {
  it("shows its plan in words and in zones, its definition with hidden headers, and its ledger", async () => {
    const id = await made("Looked at");
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto(`/console/schedules/${id}`);
    const plan = page.getByRole("region", { name: "Plan" });
    await plan.getByText("At 09:00, America/New_York").waitFor();
    await plan
      .getByText(/Here: .*15:00:00/)
      .first()
      .waitFor();
    await plan
      .getByText(/UTC: .*14:00:00Z/)
      .first()
      .waitFor();
    const definition = page.getByRole("region", { name: "Definition" });
    await definition.getByText("X-Token").waitFor();
    expect(await definition.textContent()).not.toContain("secret");
    await definition.getByRole("button", { name: `Copy ${id}` }).click();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(id);
    await page.getByRole("region", { name: "Ledger" }).getByText("No holes").waitFor();
    await page.getByRole("group", { name: "Period of the ledger" }).getByText("31 d").click();
    await page.getByRole("region", { name: "Ledger" }).getByText("No holes").waitFor();
    expect(opened.errors).toEqual([]);
    await opened.close();
  });

  it("shows outcomes as cells that are walked by arrows and opened by Enter, and follows new ones", async () => {
    const [beat] = await stage.seeded.landfall.schedules.list({ q: "Heartbeat" }).take(1);
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto(`/console/schedules/${beat?.id}`);
    await page.getByText(/The newest \d+ deliveries, oldest first: .*succeeded/).waitFor();
    const last = page.locator(".outcome").last();
    await last.focus();
    await page.keyboard.press("Home");
    const label = await page.locator(".outcome").first().getAttribute("aria-label");
    expect(label).toMatch(/^Succeeded, due .* late, 1 attempt, last answer 200$/);
    await page.locator(".tooltip").getByText("Succeeded").waitFor();
    const before = await page.locator(".outcome").count();
    await page.locator(".outcome").nth(before).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/deliveries\/dlv_/);
    await opened.close();
  });

  it("pauses with a way back, fires beside the plan, and cancels only when that is confirmed", async () => {
    const id = await made("Acted on");
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto(`/console/schedules/${id}`);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByText("If it is resumed now").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await page.getByRole("button", { name: "Fire now" }).click();
    await page.getByText("fires now, beside its plan").waitFor();
    await page.locator(".outcome").first().waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("This is final").waitFor();
    await page.keyboard.press("Escape");
    expect((await stage.seeded.landfall.schedules.get(id)).state).toBe("active");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Cancel schedule" }).click();
    await page.getByText("It was canceled, for good.").waitFor();
    expect(await page.getByRole("button", { name: "Edit" }).getAttribute("aria-disabled")).toBe("true");
    await opened.close();
  });

  it("changes it, and when somebody else did meanwhile shows what, and lets both stand", async () => {
    const id = await made("To be edited");
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto(`/console/schedules/${id}`);
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByText("Nothing is changed yet.").waitFor({ state: "attached" });
    await page.getByLabel("When", { exact: true }).fill("every day at 10");
    await page.getByText("At 10:00, America/New_York").waitFor();
    await stage.seeded.landfall.schedules.update(id, { name: "Renamed by another", timeout: "20s" });
    await page.getByRole("button", { name: "Save changes" }).click();
    const dialog = page.getByRole("dialog", { name: "It was changed meanwhile" });
    await dialog.getByText("Renamed by another").waitFor();
    await dialog.getByText("both can stand").waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Save mine over it" }).click();
    await page.getByRole("heading", { level: 1, name: "Renamed by another" }).waitFor();
    expect(await stage.seeded.landfall.schedules.get(id)).toMatchObject({
      name: "Renamed by another",
      cron: "0 10 * * *",
      timezone: "America/New_York",
      timeout: "20s",
      header_keys: ["X-Token"],
      metadata: { team: "red" },
    });
    await opened.close();
  });

  it("filters its runs, and the address keeps that", async () => {
    const [beat] = await stage.seeded.landfall.schedules.list({ q: "Heartbeat" }).take(1);
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto(`/console/schedules/${beat?.id}`);
    const runs = page.getByRole("region", { name: "Runs" });
    await runs.getByRole("combobox", { name: "State" }).click();
    await page.getByRole("option", { name: "Dead-lettered" }).click();
    await runs.getByText("None matches these filters.").waitFor();
    expect(new URL(page.url()).search).toBe("?state=dead_lettered");
    await page.reload();
    await runs.getByText("None matches these filters.").waitFor();
    await opened.close();
  });

  it("says what is wrong with an id that is not there", async () => {
    const opened = await openPage(stage);
    await opened.goto("/console/schedules/sch_00000000000000000000000000");
    await opened.page.getByRole("alert").waitFor();
    await opened.close();
  });

  it("keeps what it shows while the API is away", async () => {
    const id = await made("Still here");
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto(`/console/schedules/${id}`);
    await page.getByText("At 09:00, America/New_York").waitFor();
    await page.route("**/v1/**", (route) => route.abort());
    await page.route("**/readyz", (route) => route.abort());
    await page.getByText("Landfall does not answer.").waitFor();
    expect(await page.getByText("At 09:00, America/New_York").isVisible()).toBe(true);
    expect(await page.getByRole("heading", { level: 1, name: "Still here" }).isVisible()).toBe(true);
    await opened.close();
  });
});

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  it("axe finds nothing with the hint of a cell and the question before canceling open", async () => {
    const [beat] = await stage.seeded.landfall.schedules.list({ q: "Heartbeat" }).take(1);
    const opened = await openPage(stage, { theme });
    const { page } = opened;
    await opened.goto(`/console/schedules/${beat?.id}`);
    await page.locator(".outcome").first().hover();
    await page.locator(".tooltip").getByText("Succeeded").waitFor();
    await settled(page);
    expect(await axeFaults(page, "popup"), "hint").toEqual([]);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("This is final").waitFor();
    expect(await axeFaults(page), "dialog").toEqual([]);
    await opened.close();
  });
});
