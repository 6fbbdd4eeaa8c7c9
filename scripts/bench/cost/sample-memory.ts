import { readFileSync } from "node:fs";
import { quantile } from "../lateness.ts";
import { kilobytesIn } from "./process-usage.ts";

/** The resident memory of a process over time. */
export interface MemorySamples extends Disposable {
  medianMb(): number;
  highestMb(): number;
}

/** Samples every `everyMs` until disposed of, or until the process has ended. */
export function sampleMemory(pid: number, everyMs: number): MemorySamples {
  const samples: number[] = [];
  const timer = setInterval(() => {
    try {
      samples.push(kilobytesIn(readFileSync(`/proc/${pid}/status`, "utf8"), "VmRSS") / 1024);
    } catch {
      clearInterval(timer);
    }
  }, everyMs);
  const sorted = () => samples.toSorted((a, b) => a - b);
  return {
    medianMb: () => quantile(sorted(), 0.5),
    highestMb: () => quantile(sorted(), 1),
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
