import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type People, startPeople } from "../../fixtures/people.ts";

const dayMs = 86_400_000;
let people: People;
beforeAll(async () => {
  people = await startPeople();
});
afterAll(() => people.close());
beforeEach(() => people.newClient());

describe("a session", () => {
  it("ends at logout, and only that one", async () => {
    const [one, other] = [await people.signIn("ends@example.com"), await people.signIn("ends@example.com")];
    expect(one).not.toBe(other);
    await people.calls.endSession({ token: one, ip: people.ip });
    await people.calls.endSession({ token: one, ip: people.ip });
    await expect(people.whose(one)).rejects.toMatchObject({ code: "invalid_session" });
    expect((await people.whose(other)).userId).toMatch(/^usr_/);
    expect(await people.count("audit_events WHERE action = 'session.ended'")).toBe(1);
  });

  it("ends after 30 days without use, and after 90 in all", async () => {
    const [unused, used] = [
      await people.signIn("unused@example.com"),
      await people.signIn("used@example.com"),
    ];
    for (let day = 0; day < 89; day += 1) {
      if (day === 30) await expect(people.whose(unused)).rejects.toMatchObject({ code: "invalid_session" });
      await people.whose(used);
      people.constellation.time.move(dayMs);
    }
    expect((await people.whose(used)).userId).toMatch(/^usr_/);
    people.constellation.time.move(dayMs);
    await expect(people.whose(used)).rejects.toMatchObject({ code: "invalid_session" });
  }, 30_000);

  it("lets its person change the display name, and nobody else", async () => {
    const [ada, eve] = [
      await people.whose(await people.signIn("ada2@example.com")),
      await people.whose(await people.signIn("eve@example.com")),
    ];
    const update = (displayName?: string) =>
      people.calls.updateMe({
        caller: ada.caller,
        userId: ada.userId,
        ...(displayName !== undefined && { displayName }),
      });
    expect((await update("Ada")).displayName).toBe("Ada");
    await people.calls.updateMe({ caller: eve.caller, userId: ada.userId, displayName: "Eve" });
    expect((await people.calls.getMe({ caller: ada.caller, userId: ada.userId })).displayName).toBe("Ada");
    await expect(update(" ")).rejects.toMatchObject({ code: "invalid_parameter" });
    expect((await update()).displayName).toBeUndefined();
  });
});
