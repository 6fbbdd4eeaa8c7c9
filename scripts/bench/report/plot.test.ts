import { expect, it } from "vitest";
import { decadesTo, stepsTo } from "./panel.ts";
import { plot } from "./plot.ts";

it("an axis has round values up to the highest", () => {
  expect(stepsTo(9_300)).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000]);
  expect(stepsTo(2)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2]);
  expect(stepsTo(30)).toEqual([0, 5, 10, 15, 20, 25, 30]);
});

it("a logarithmic one has decades", () => {
  expect(decadesTo(1)).toEqual([1, 10]);
  expect(decadesTo(100)).toEqual([1, 10, 100]);
  expect(decadesTo(101)).toEqual([1, 10, 100, 1_000]);
});

it("a stretch without arrivals breaks the line of lateness, and names are safe in XML", () => {
  const lateness = { p50: 10, p99: 100, max: 100 };
  const slices = [
    { atMs: 125, count: 1, lateness },
    { atMs: 375, count: 0, lateness: null },
    { atMs: 625, count: 1, lateness },
  ];
  const svg = plot([{ picture: "a burst", label: "A & B", slices }]);
  expect(svg.match(/"M[\d.]+ [\d.]+h0\.1M[\d.]+ [\d.]+h0\.1"/g)).toHaveLength(2);
  expect(svg).toContain("A &amp; B");
});
