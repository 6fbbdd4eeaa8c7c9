import { describe, expect, it } from "vitest";
import { createRateLimiter } from "./rate-limit.ts";

describe("a rate limit of 2 a second and 3 at once", () => {
  const limit = { perSecond: 2, burst: 3 };

  // Times in milliseconds at which one key makes a request, and the result: granted, remaining, reset,
  // retry after.
  for (const [what, asks] of [
    [
      "lets a burst through, and then what comes back",
      [
        [0, true, 2, 1, 1],
        [0, true, 1, 1, 1],
        [0, true, 0, 2, 1],
        [0, false, 0, 2, 1],
        [499, false, 0, 2, 1],
        [500, true, 0, 2, 1],
        [1_000, true, 0, 2, 1],
      ],
    ],
    [
      "never saves up more than the burst",
      [
        [0, true, 2, 1, 1],
        [60_000, true, 2, 1, 1],
      ],
    ],
    [
      "gives nothing for a clock that was set back",
      [
        [10_000, true, 2, 1, 1],
        [0, true, 1, 1, 1],
      ],
    ],
  ] as const) {
    it(what, () => {
      const take = createRateLimiter(limit);
      for (const [now, granted, remaining, resetSeconds, retryAfterSeconds] of asks) {
        expect(take("key_1", now)).toEqual({ granted, remaining, resetSeconds, retryAfterSeconds });
      }
    });
  }

  it("counts each key separately", () => {
    const take = createRateLimiter({ perSecond: 1, burst: 1 });
    expect([take("key_1", 0), take("key_2", 0), take("key_1", 0)].map(({ granted }) => granted)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("of one in ten seconds says how long to wait", () => {
    const take = createRateLimiter({ perSecond: 0.1, burst: 1 });
    take("key_1", 0);
    expect(take("key_1", 1_000)).toMatchObject({ granted: false, retryAfterSeconds: 9, resetSeconds: 9 });
  });
});
