import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../contract/gateway/fixtures/constellation.ts";
import { findBarriers } from "./find-barriers.ts";
import { type OpenPage, openBrowser } from "./open-browser.ts";

const signIn = { publicUrl: "" };
let stars: Constellation;
let browser: OpenPage;
beforeAll(async () => {
  stars = await startConstellation({ people: { signIn, isTrusted: () => false } });
  signIn.publicUrl = `http://127.0.0.1:${stars.port}`;
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await stars?.stop();
}, 60_000);

describe("the page that confirms a link", () => {
  it("keeps nobody out, and its button sends an Origin that is taken", async () => {
    const { page } = browser;
    await page.goto(`${signIn.publicUrl}/v1/auth/magic/verify?token=t1`);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Sign in here" }).click();
    await page.waitForURL(`${signIn.publicUrl}/`);
    const cookies = await page.context().cookies();
    expect(cookies).toEqual([
      expect.objectContaining({
        name: "landfall_session",
        value: "session",
        httpOnly: true,
        sameSite: "Lax",
      }),
    ]);
  });
});
