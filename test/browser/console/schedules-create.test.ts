import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Opened, openPage, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close(), 60_000);

const when = ({ page }: Opened) => page.getByLabel("When", { exact: true });
const create = ({ page }: Opened) => page.getByRole("button", { name: "Create schedule" });
/** A destination that answers. */
const url = async () => (await stage.seeded.landfall.schedules.get(stage.seeded.scheduleId)).endpoint ?? "";

describe("creating a schedule", () => {
  it("goes by keyboard alone: the phrase is read, its runs are shown, Ctrl-Enter creates it", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules");
    await page.keyboard.press("n");
    await page.getByRole("heading", { level: 1, name: "New schedule" }).waitFor();
    await when(opened).focus();
    await page.keyboard.type("every weekday at 9");
    await page.getByText("At 09:00, Monday through Friday, Europe/Berlin").waitFor();
    await page.getByRole("listitem").filter({ hasText: "09:00:00" }).first().waitFor();
    await page.getByLabel("URL", { exact: true }).focus();
    await page.keyboard.type(await url());
    await page.getByLabel("Body as JSON").focus();
    await page.keyboard.type('{"invoice": 4711}');
    await page.getByLabel("Name", { exact: true }).focus();
    await page.keyboard.type("Made by keyboard");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { level: 1, name: "Made by keyboard" }).waitFor();
    await page.getByText("Created Made by keyboard").waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const made = await stage.seeded.landfall.schedules.get(id);
    expect(made).toMatchObject({ cron: "0 9 * * 1-5", timezone: "Europe/Berlin", has_body: true });
    expect(opened.errors).toEqual([]);
    await opened.close();
  });

  it("refuses what it cannot read with what would have been right, and a click takes that", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules/new");
    await when(opened).fill("tomorrow at 3");
    await page.getByText("Did you mean").waitFor();
    const suggestion = page.locator(".phrases button").first();
    const phrase = await suggestion.textContent();
    await suggestion.click();
    expect(await when(opened).inputValue()).toBe(phrase);
    await page.getByText("Read as:").waitFor();
    await opened.close();
  });

  it("does not act on an assumption until it is accepted", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules/new");
    await when(opened).fill("next friday");
    await page.getByLabel("URL", { exact: true }).fill(await url());
    await create(opened).click();
    await page.getByText("Say below if that is what you mean.").waitFor();
    await page.getByLabel("Yes, that is what I mean").check();
    // Another phrase has to be accepted anew.
    await when(opened).fill("next monday");
    expect(await page.getByLabel("Yes, that is what I mean").isChecked()).toBe(false);
    await page.getByLabel("Yes, that is what I mean").check();
    await create(opened).click();
    await page.waitForURL(/\/schedules\/sch_/);
    await opened.close();
  });

  it("notes a change of the clocks at the run that it moves", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules/new");
    await when(opened).fill("2027-03-28 02:30");
    await page.getByText("The clocks go forward").waitFor();
    await when(opened).fill("2027-10-31 02:30");
    await page.getByText("The clocks go back").waitFor();
    await opened.close();
  });

  it("shows each error of the API at its field, opening Advanced for those within", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules/new");
    await when(opened).fill("in 2 hours");
    await page.getByLabel("URL", { exact: true }).fill("not a url");
    await create(opened).click();
    const problemOf = (label: string) =>
      page.locator(".field", { has: page.getByLabel(label, { exact: true }) }).locator(".field-error");
    await problemOf("URL").filter({ hasText: "invalid_endpoint" }).waitFor();
    await page.getByLabel("URL", { exact: true }).fill(await url());
    await page.getByText("Advanced", { exact: true }).click();
    for (const [label, wrong, right, code] of [
      ["Attempts", "99", "", "invalid_retry_policy"],
      ["First wait", "soon", "", "invalid_retry_policy"],
      ["Timeout of an attempt", "1h", "", "invalid_timeout"],
      ["Give up after", "later", "", "invalid_duration"],
      ["Misfire grace", "x", "", "invalid_misfire"],
    ] as const) {
      await page.getByLabel(label, { exact: true }).fill(wrong);
      await create(opened).click();
      await problemOf(label).filter({ hasText: code }).waitFor();
      await page.getByLabel(label, { exact: true }).fill(right);
    }
    await page.getByLabel("Body as JSON").fill("{ broken");
    await page.getByText(/This is no JSON/).waitFor();
    expect(await page.getByRole("button", { name: "Format" }).getAttribute("aria-disabled")).toBe("true");
    await page.getByLabel("Body as JSON").fill('{"a":1}');
    await page.getByRole("button", { name: "Format" }).click();
    expect(await page.getByLabel("Body as JSON").inputValue()).toBe('{\n  "a": 1\n}');
    await page.getByLabel("Timeout of an attempt").fill("1h");
    await page.getByText("Advanced", { exact: true }).click();
    await create(opened).click();
    await page.getByText(/invalid_timeout/).waitFor();
    expect(await page.getByLabel("Timeout of an attempt").isVisible()).toBe(true);
    await opened.close();
  });

  it("offers calls that do the same, without a key; the curl line creates an equal schedule", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules/new");
    await when(opened).fill("every 15 minutes");
    await page.getByLabel("URL", { exact: true }).fill(await url());
    await page.getByLabel("Name", { exact: true }).fill("It's quoted");
    await page.getByRole("button", { name: "Add header" }).click();
    await page.getByLabel("Name of header 1").fill("X-Source");
    await page.getByLabel("Value of header 1").fill("console");
    for (const [tab, label, part] of [
      ["SDK", "call of the SDK", "landfall.schedules.create({"],
      ["sched", "sched command", "sched every 15m"],
      ["curl", "curl command", "curl -X POST"],
    ] as const) {
      await page.getByRole("tab", { name: tab, exact: true }).click();
      await page.getByRole("button", { name: `Copy: ${label}` }).click();
      await page.getByText("Copied", { exact: true }).first().waitFor({ state: "attached" });
      const copied: unknown = await page.evaluate("navigator.clipboard.readText()");
      expect(copied).toContain(part);
      expect(copied).toContain(tab === "sched" ? "sched" : "SCHED_API_KEY");
      expect(copied).not.toContain(stage.landfall.testKey);
    }
    const text = (await page.getByRole("region", { name: "curl command" }).textContent()) ?? "";
    const body: unknown = JSON.parse(text.slice(text.indexOf("-d '") + 4, -1).replaceAll("'\\''", "'"));
    expect(body).toMatchObject({ every: "15m", name: "It's quoted", headers: { "X-Source": "console" } });
    expect((await stage.landfall.request("POST", "/v1/schedules", body)).status).toBe(201);
    await opened.close();
  });
});
