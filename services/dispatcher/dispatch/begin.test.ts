import { expect, it } from "vitest";
import { newUlid } from "../../runtime/ulid.ts";
import { newestClaims } from "./begin.ts";
import { type Held, hold } from "./held.ts";

const now = 1_700_000_000_000;

/** A claim of a delivery, as much of it as matters. */
function claim(id: Buffer, fence: number, endpoint: string): Held {
  return hold({
    claimed: {
      id,
      projectId: newUlid(now),
      mode: "test",
      scheduleId: newUlid(now),
      requestId: newUlid(now),
      endpointId: null,
      scheduledFor: now,
      ordinal: 0,
      recurring: false,
      earlyFire: false,
      claimAt: now,
      expiresAt: null,
      attemptCount: 0,
      reason: null,
      contentBytes: 0,
      idempotencyId: id,
      fence,
    },
    request: {
      id: newUlid(now),
      endpoint,
      method: "POST",
      sealedContent: null,
      timeoutMs: 30_000,
      timeoutGiven: false,
      retryPolicy: JSON.stringify({ given: false, written: {}, effective: {} }),
    },
    profile: null,
    policies: null,
    overdue: false,
    leaseUntil: now + 10_000,
    dueAt: now,
    laneInFlight: 1,
  });
}

it("a claim does not begin beside a newer one of the same delivery, in whatever order they come", () => {
  const id = newUlid(now);
  const older = claim(id, 1, "https://example.com/old");
  const newer = claim(id, 3, "https://example.com/new");
  const other = claim(newUlid(now), 1, "https://example.com/old");
  expect([...newestClaims([older, other, newer])].toSorted()).toEqual([newer, other].toSorted());
  expect(newestClaims([newer, older])).toEqual(new Set([newer]));
});
