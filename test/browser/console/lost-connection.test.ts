import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPage, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close(), 60_000);

describe("the system", () => {
  it("shows parts, backlog, clocks and each process with its version", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/system");
    await page.getByText("Ready", { exact: true }).waitFor();
    const table = page.getByRole("table");
    for (const name of ["gateway", "scheduler", "dispatcher", "accounts"]) {
      await table
        .getByRole("row", { name: new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ v\\d+`) })
        .first()
        .waitFor();
    }
    await page.getByText("Nothing is overdue").waitFor();
    await page
      .getByText(/^within \d+ ms$/)
      .first()
      .waitFor();
    expect(opened.errors).toEqual([]);
    await opened.close();
  });
});

describe("a lost connection", () => {
  it("is said with the age of what is shown, which stays, and mends by itself", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/schedules");
    await page.getByText("Clean up carts").waitFor();
    await stage.landfall.stop();
    await page.getByText("Landfall does not answer.").waitFor();
    await page.getByText(/old\. Trying again by itself\./).waitFor();
    expect(await page.getByText("Clean up carts").isVisible()).toBe(true);

    await page.keyboard.press("g");
    await page.keyboard.press("s");
    expect(await page.getByText("Clean up carts").isVisible()).toBe(true);

    await stage.landfall.start();
    await page.getByText("Landfall does not answer.").waitFor({ state: "hidden" });
    const made = await stage.seeded.landfall.schedules.create({
      name: "Made after the restart",
      endpoint: "http://127.0.0.1:9/",
      delay: "1h",
    });
    expect(made.state).toBe("active");
    await page.getByText("Made after the restart").waitFor();
    await opened.close();
  }, 120_000);
});
