import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../sdk.ts";
import { LogWindow } from "./log-window.ts";

const began = Date.parse("2026-12-01T00:00:00.000Z");

function entry(id: string, startedAt: number): LogEntry {
  return {
    id,
    object: "attempt",
    delivery_id: "dlv_1",
    schedule_id: "sch_1",
    endpoint: "https://example.com/",
    method: "POST",
    number: 1,
    started_at: new Date(startedAt).toISOString(),
    offset_ms: 0,
    duration_ms: 1,
    outcome: "succeeded",
    status_code: 200,
    error: null,
    response_bytes: 0,
    response_snippet: null,
    next_attempt_at: null,
  };
}

describe("LogWindow", () => {
  it("shows each attempt once, newest first, also one that ends late or was asked for twice", () => {
    const window = new LogWindow(began);
    window.older([entry("b", began - 1_000), entry("a", began - 2_000)]);
    window.look([entry("d", began + 900), entry("b", began - 1_000)], began - 10_000, began + 1_000);
    window.look([entry("c", began + 500), entry("d", began + 900)], began - 9_000, began + 2_000);
    expect(window.rows.map(({ id }) => id)).toEqual(["d", "c", "b", "a"]);
  });

  it("looks a little back each time, now and then as far as an attempt may last, and misses no pause", () => {
    const window = new LogWindow(began);
    const backs: number[] = [];
    for (let now = began + 400_000; now <= began + 460_000; now += 1_000) {
      const after = window.after(now);
      backs.push(now - after);
      window.look([], after, now);
    }
    expect(backs[0]).toBeGreaterThanOrEqual(400_000);
    expect(backs.slice(1).filter((back) => back > 300_000)).toHaveLength(4);
    expect(backs.slice(1).filter((back) => back <= 11_000)).toHaveLength(56);
  });
});
