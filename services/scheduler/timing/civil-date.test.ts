import { expect, it } from "vitest";
import { civilDate, dayMs, dayNumber, daysInMonth, weekday } from "./civil-date.ts";

it("agrees with Date on every day from 0000 to 9999", () => {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(0);
  const wrong: string[] = [];
  for (let day = date.getTime() / dayMs; date.getUTCFullYear() < 10_000; day++) {
    const parts = civilDate(day);
    const same =
      parts.year === date.getUTCFullYear() &&
      parts.month === date.getUTCMonth() + 1 &&
      parts.day === date.getUTCDate() &&
      weekday(day) === date.getUTCDay() &&
      dayNumber(parts.year, parts.month, parts.day) === day &&
      parts.day <= daysInMonth(parts.year, parts.month);
    if (!same) wrong.push(date.toISOString());
    date.setTime(date.getTime() + dayMs);
  }
  expect(wrong).toEqual([]);
});
