import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFaults } from "./axe.ts";
import { openPage, openStage, pathsOf, type Stage, settled } from "./stage.ts";

/** Ignored by git; look at them after a change. */
const pictures = join(import.meta.dirname, "..", "..", "..", "dashboard", "dist", "pictures");
const sizes = [
  [390, 844],
  [768, 1024],
  [1280, 800],
  [2560, 1440],
] as const;
const themes = ["light", "dark"] as const;

/** Elements that reach beyond the window's right edge, but for those in a box that scrolls or cuts. */
const outside = `[...document.querySelectorAll("main *, header *")].filter((element) => {
  if (element.getBoundingClientRect().right <= innerWidth + 1 || element.closest(".visually-hidden, [hidden]")) return false;
  for (let box = element.parentElement; box !== null; box = box.parentElement)
    if (getComputedStyle(box).overflowX !== "visible") return false;
  return true;
}).map((element) => element.outerHTML.slice(0, 120))`;

let stage: Stage;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close(), 60_000);

describe.each(themes)("in the %s theme", (theme) => {
  it.each(sizes)(
    "every page fits a window of %i × %i",
    async (width, height) => {
      const { page, goto, close } = await openPage(stage, { theme, width, height });
      for (const [name, path] of Object.entries(pathsOf(stage))) {
        await goto(path);
        await page.screenshot({
          path: join(pictures, `${name}-${width}-${theme}.png`),
          animations: "disabled",
        });
        expect(await page.evaluate(outside), `${name}: beyond the window`).toEqual([]);
      }
      await close();
    },
    120_000,
  );

  it("axe finds nothing on any page", async () => {
    for (const width of [1280, 390]) {
      const { page, goto, close } = await openPage(stage, { theme, width });
      for (const [name, path] of Object.entries(pathsOf(stage))) {
        await goto(path);
        expect(await axeFaults(page), `${name} at ${width}`).toEqual([]);
      }
      await close();
    }
  }, 240_000);

  it("axe finds nothing with menus, dialogs, selects, hints and errors open", async () => {
    const { page, goto, close } = await openPage(stage, { theme });
    const look = async (name: string) => {
      await settled(page);
      await page.screenshot({ path: join(pictures, `open-${name}-${theme}.png`), animations: "disabled" });
      expect(await axeFaults(page, "popup"), name).toEqual([]);
      await page.keyboard.press("Escape");
    };
    await goto("/console/overview");
    await page.getByRole("button", { name: /Key:/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    await look("account-menu");
    await page.keyboard.press("Control+k");
    await page.getByRole("option", { name: "Schedules" }).waitFor();
    await look("palette");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await look("shortcuts");
    await page.getByRole("button", { name: "Show Lateness as a table" }).click();
    await look("lateness-table");
    await goto("/console/deliveries");
    await page.getByRole("combobox", { name: "State" }).click();
    await page.getByRole("option", { name: "Dead-lettered" }).waitFor();
    await look("select");
    await goto(`/console/schedules/${stage.seeded.scheduleId}`);
    await page.locator("main time").first().focus();
    await page.getByText("Here (Europe/Berlin)").waitFor();
    await look("instant");
    await goto("/console/deliveries/dlv_00000000000000000000000000");
    await page.getByRole("alert").waitFor();
    await look("not-found");
    await goto("/console/schedules?q=nothing-has-this-name");
    await page.getByText("None matches these filters.").waitFor();
    await look("empty");
    await goto("/console/nowhere");
    await look("no-such-page");
    await close();
  }, 240_000);

  it("axe finds nothing with the questions, forms, lists to choose from and notices of the pages open", async () => {
    for (const width of [1280, 390]) {
      const { page, goto, close } = await openPage(stage, { theme, width, height: 844 });
      const look = async (name: string) => {
        await settled(page);
        const path = join(pictures, `open-${name}-${width}-${theme}.png`);
        await page.screenshot({ path, animations: "disabled" });
        expect(await axeFaults(page, "popup"), `${name} at ${width}`).toEqual([]);
        expect(await page.evaluate(outside), `${name}: beyond the window`).toEqual([]);
      };
      const dialog = page.getByRole("dialog");
      await goto("/console/dead-letters?error=HTTP+500");
      await page.getByRole("button", { name: "Replay this group (5)" }).click();
      await page.getByLabel("Spread over").fill("a while");
      await page.getByRole("button", { name: "Replay 5" }).click();
      await dialog.locator(".field-error").waitFor();
      await look("replay-many");
      await goto("/console/deliveries?period=custom&from=2026-01-01T00:00");
      await page.getByRole("combobox", { name: "Endpoint" }).click();
      await page.getByRole("option", { name: /Billing/ }).waitFor();
      await look("endpoint-filter");
      await goto(`/console/deliveries/${stage.seeded.deadId}`);
      await page.getByRole("button", { name: "Replay" }).click();
      await dialog.waitFor();
      await look("replay-one");
      await goto(`/console/endpoints/${stage.seeded.endpointId}`);
      await page.getByRole("button", { name: "Send a test" }).click();
      await page.getByText("Not accepted").waitFor();
      await look("endpoint-test");
      await page.getByRole("button", { name: "Edit" }).click();
      await page.getByLabel("Attempts at once").fill("some");
      await page.getByRole("button", { name: "Save" }).click();
      await dialog.locator(".field-error").waitFor();
      await look("endpoint-form");
      await goto(`/console/endpoints/${stage.seeded.endpointId}`);
      await page.getByRole("button", { name: "Disable" }).click();
      await page.getByRole("button", { name: "Undo" }).waitFor();
      await look("toast");
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByText("Enabled; what waited goes out.").waitFor();
      await goto("/console/keys");
      await page.getByRole("button", { name: "New key" }).click();
      await page.getByLabel("Name", { exact: true }).fill("a key");
      await look("key-form");
      await page.getByRole("button", { name: "Create key" }).click();
      await page.getByRole("dialog", { name: "Key “a key”" }).waitFor();
      await look("key-shown-once");
      await goto("/console/keys");
      await page.getByRole("button", { name: "Revoke First test key" }).click();
      await dialog.waitFor();
      await look("key-revoke");
      await goto("/console/secrets");
      await page.getByRole("tab", { name: "Hono" }).click();
      await page.getByRole("button", { name: "Rotate" }).click();
      await dialog.waitFor();
      await look("secrets-rotate");
      await close();
    }
  }, 240_000);

  it("axe finds nothing in the drawer of a phone and on the page to sign in", async () => {
    const { page, goto, close } = await openPage(stage, { theme, width: 390, height: 844 });
    await goto("/console/logs");
    await page.getByRole("button", { name: "Navigation" }).click();
    await page.getByRole("dialog", { name: "Navigation" }).waitFor();
    await page.screenshot({ path: join(pictures, `open-drawer-${theme}.png`), animations: "disabled" });
    expect(await axeFaults(page)).toEqual([]);
    await close();
    const out = await openPage(stage, { theme, signedIn: false });
    await out.goto("/");
    await out.page.getByLabel("API key").fill("nonsense");
    await out.page.keyboard.press("Enter");
    await out.page.getByText("An API key begins with").waitFor();
    await out.page.screenshot({ path: join(pictures, `sign-in-${theme}.png`), animations: "disabled" });
    expect(await axeFaults(out.page)).toEqual([]);
    await out.close();
  }, 120_000);
});
