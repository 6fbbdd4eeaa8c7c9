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

describe("an endpoint", () => {
  it("is made, tested, edited, disabled with a way back, given a secret, and deleted", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/endpoints");
    await page.getByRole("button", { name: "New endpoint" }).click();
    await page.getByLabel("URL", { exact: true }).fill("nonsense");
    await page.getByLabel("Attempts a second").fill("many");
    await page.getByRole("button", { name: "Create endpoint" }).click();
    await page.getByText("This takes a number, or nothing.").waitFor();
    await page.getByLabel("Attempts a second").fill("20");
    await page.getByRole("button", { name: "Create endpoint" }).click();
    await page.locator(".field-error").first().waitFor();
    expect(await page.getByLabel("URL", { exact: true }).getAttribute("aria-invalid")).toBe("true");
    expect(await axeFaults(page, "popup")).toEqual([]);
    await page.getByLabel("URL", { exact: true }).fill(`${receiver.url}/profile`);
    await page.getByLabel("Name", { exact: true }).fill("Ledger");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Ledger" }).waitFor();
    await page.getByText("20 attempts a second").waitFor();

    receiver.answer(401);
    await page.getByRole("button", { name: "Send a test" }).click();
    await page.getByText("Not accepted").waitFor();
    await page.getByText(/its secret is another one/).waitFor();
    receiver.answer(200);
    await page.getByRole("button", { name: "Send a test" }).click();
    await page.getByText("A receiver that verifies signatures took this one.").waitFor();

    await page.getByRole("button", { name: "Disable" }).click();
    await page.getByText("Disabled; its deliveries wait.").waitFor();
    expect(await axeFaults(page, "popup")).toEqual([]);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Enabled", { exact: true }).waitFor();

    await page.getByRole("button", { name: "Give it its own" }).click();
    await page.getByRole("button", { name: "Make a secret" }).click();
    await page.getByRole("button", { name: "Show the secret of the profile" }).click();
    await page.getByText(/^whsec_[\w+/=]{30,}$/).waitFor();

    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Delete profile" }).click();
    await page.getByRole("heading", { level: 1, name: "Endpoints" }).waitFor();
    expect(opened.errors.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
    await opened.close();
  });

  it("keeps what somebody else changed meanwhile", async () => {
    const { landfall } = stage.seeded;
    const { id } = await landfall.endpoints.create({ url: `${receiver.url}/both`, name: "Both" });
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto(`/console/endpoints/${id}`);
    await page.getByRole("button", { name: "Edit" }).click();
    await landfall.endpoints.update(id, { max_concurrency: 3 });
    await page.getByLabel("Name", { exact: true }).fill("Both of us");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Somebody changed it meanwhile.", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Load the newest version; keep what I typed" }).click();
    await page.getByRole("alert").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: "Both of us" }).waitFor();
    expect((await landfall.endpoints.get(id)).max_concurrency).toBe(3);
    await opened.close();
  });

  it("is not deleted while schedules name it, which is said in the question", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/endpoints");
    await page.getByRole("link", { name: "Orders" }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Delete profile" }).click();
    await page.getByRole("alert").waitFor();
    expect(await axeFaults(page, "popup")).toEqual([]);
    await page.getByRole("button", { name: "Keep as it is" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("dialog").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    await opened.close();
  });
});

describe("keys", () => {
  it("are made, shown once in a dialog that does not close by accident, and revoked when asked", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/keys");
    await page.getByText("in use here").waitFor();
    await page.getByRole("button", { name: "New key" }).click();
    await page.getByRole("button", { name: "Create key" }).click();
    await page.locator(".field-error").first().waitFor();
    expect(await page.getByLabel("Name", { exact: true }).getAttribute("aria-invalid")).toBe("true");
    expect(await axeFaults(page, "popup")).toEqual([]);
    await page.getByLabel("Name", { exact: true }).fill("nightly report");
    await page.getByLabel(/^replay/).check();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Key “nightly report”" });
    const text = await dialog.getByText(/^sk_test_/).textContent();
    await page.keyboard.press("Escape");
    await page.mouse.click(5, 5);
    await page.getByRole("button", { name: "Done" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("First say that you have it", { exact: false }).first().waitFor();
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByRole("button", { name: "Copy: API key" }).click();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(text);
    expect(await axeFaults(page, "popup")).toEqual([]);
    await dialog.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Done" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Revoke nightly report" }).click();
    await page.getByRole("dialog", { name: "Revoke “nightly report”?" }).waitFor();
    await page.getByRole("button", { name: "Revoke key" }).click();
    await page.getByText("Revoked “nightly report”.").waitFor();
    await page.getByRole("button", { name: "Revoke nightly report" }).waitFor({ state: "hidden" });
    await opened.close();
  });

  it("warn before the one in use is revoked or rotated, and the console goes on with the new one", async () => {
    const scopes = ["read", "write", "replay", "admin"] as const;
    const { key } = await stage.seeded.landfall.apiKeys.create({ name: "mine", scopes: [...scopes] });
    const opened = await openPage(stage, { signedIn: false });
    const { page } = opened;
    await opened.goto("/console/keys");
    await page.getByLabel("API key").fill(key);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Rotate mine" }).click();
    await page.getByText("This is the key that you are signed in with", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Rotate key" }).click();
    await page.getByRole("checkbox", { name: /I have put it/ }).check();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Revoke mine" }).click();
    await page.getByText("you will be signed out", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Keep as it is" }).click();
    await opened.close();
  });
});

describe("secrets", () => {
  it("are rotated with an overlap that counts down, and deleted when asked", async () => {
    const opened = await openPage(stage);
    const { page } = opened;
    await opened.goto("/console/secrets");
    const before = await stage.seeded.landfall.signingSecrets.get();
    await page.getByRole("button", { name: "Show the next secret" }).click();
    await page.getByText(before.next?.secret ?? "none").waitFor();
    await page.getByRole("tab", { name: "Express" }).click();
    await page.getByText("expressReceiver", { exact: false }).first().waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByText("honoReceiver", { exact: false }).first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Rotate" }).click();
    await page.getByRole("button", { name: "Rotate now" }).click();
    await page.getByText(/^23:5\d:\d\d$/).waitFor();
    expect((await stage.seeded.landfall.signingSecrets.get()).current?.secret).toBe(before.next?.secret);
    await page.getByRole("button", { name: "Rotate" }).click();
    await page.getByText("An overlap runs", { exact: false }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Delete secrets" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete secrets" }).click();
    await page.getByRole("heading", { name: "Deliveries are not signed" }).waitFor();
    await page.getByRole("button", { name: "Make secrets" }).click();
    await page.getByRole("button", { name: "Rotate now" }).click();
    await page.getByText("signs", { exact: true }).waitFor();
    await opened.close();
  });
});
