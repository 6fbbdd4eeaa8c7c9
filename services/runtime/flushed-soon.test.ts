import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { flushedSoon } from "./flushed-soon.ts";

/** Gathers like pino's destination; while `busy` a flush does nothing. */
class Lines {
  gathered = "";
  written = "";
  flushes = 0;
  busy = false;
  write(line: string): void {
    this.gathered += line;
  }
  flush(): void {
    this.flushes++;
    if (!this.busy) this.flushSync();
  }
  flushSync(): void {
    this.written += this.gathered;
    this.gathered = "";
  }
}

describe("flushedSoon", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("writes a line within 100 ms, and a later one as well", () => {
    const lines = new Lines();
    const log = flushedSoon(lines);
    log.write("first\n");
    vi.advanceTimersByTime(100);
    expect(lines.written).toBe("first\n");
    vi.advanceTimersByTime(60_000);
    log.write("second\n");
    vi.advanceTimersByTime(100);
    expect(lines.written).toBe("first\nsecond\n");
  });

  it("comes back to a line that met a piece being written", () => {
    const lines = new Lines();
    lines.busy = true;
    flushedSoon(lines).write("line\n");
    vi.advanceTimersByTime(100);
    expect(lines.written).toBe("");
    lines.busy = false;
    vi.advanceTimersByTime(100);
    expect(lines.written).toBe("line\n");
  });

  it("rests when there is nothing to write", () => {
    const lines = new Lines();
    const log = flushedSoon(lines);
    vi.advanceTimersByTime(60_000);
    expect(lines.flushes).toBe(0);
    log.write("line\n");
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
