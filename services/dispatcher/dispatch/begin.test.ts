import { expect, it } from "vitest";
import { aHeld } from "../../../test/services/fixtures/held.ts";
import { newUlid } from "../../runtime/ulid.ts";
import { newestClaims } from "./begin.ts";

it("an older claim does not begin beside a newer one of the same delivery, in either order", () => {
  const id = newUlid(1_700_000_000_000);
  const older = aHeld({ id, fence: 1 });
  const newer = aHeld({ id, fence: 3 });
  const other = aHeld();
  expect(newestClaims([older, other, newer])).toEqual(new Set([newer, other]));
  expect(newestClaims([newer, older])).toEqual(new Set([newer]));
});
