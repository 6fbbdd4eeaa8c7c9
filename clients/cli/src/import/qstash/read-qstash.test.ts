import { describe, expect, it } from "vitest";
import { readQstash } from "./read-qstash.ts";

const schedule = {
  scheduleId: "scd_1",
  cron: "CRON_TZ=Europe/Berlin 0 9 * * 1-5",
  destination: "https://example.com/x",
};

describe("readQstash", () => {
  it("keeps zone, forwarded headers, body, retries and pause", () => {
    const given = {
      ...schedule,
      method: "PUT",
      header: {
        "Content-Type": ["application/json"],
        "Upstash-Forward-X-Team": ["a", "b"],
        "Upstash-Retries": ["3"],
      },
      body: '{"a":1}',
      retries: 3,
      isPaused: true,
    };
    expect(readQstash([given], new Map()).items).toMatchObject([
      {
        sourceId: "scd_1",
        isPaused: true,
        request: {
          cron: "0 9 * * 1-5",
          timezone: "Europe/Berlin",
          endpoint: "https://example.com/x",
          method: "PUT",
          headers: { "Content-Type": "application/json", "X-Team": "a, b" },
          body: '{"a":1}',
          retry_policy: { max_attempts: 4 },
        },
      },
    ]);
  });

  it("reads a cron without a zone in UTC, and a body in base64", () => {
    const bodyBase64 = Buffer.from("grün").toString("base64");
    const { items } = readQstash({ schedules: [{ ...schedule, cron: "* * * * *", bodyBase64 }] }, new Map());
    expect(items[0]?.request).toMatchObject({ cron: "* * * * *", timezone: "UTC", body: "grün" });
  });

  it("lists URL groups without --map and what is delayed, and says what is not kept", () => {
    const group = { ...schedule, destination: "billing" };
    const { left } = readQstash([group, { ...schedule, delay: 60 }, { cron: "@daily" }], new Map());
    expect(left.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("--map"),
      expect.stringContaining("delay"),
      expect.stringContaining("scheduleId"),
    ]);
    const mapped = readQstash(
      [{ ...group, callback: "https://a.example" }],
      new Map([["billing", "https://example.com/b"]]),
    );
    expect(mapped.items[0]).toMatchObject({
      request: { endpoint: "https://example.com/b" },
      notes: [expect.stringContaining("callback")],
    });
  });
});
