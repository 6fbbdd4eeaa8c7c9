import { describe, expect, it } from "vitest";
import { readWhen } from "../when.ts";

// Monday, 14:00 in Berlin.
const berlin = { now: new Date("2026-11-30T13:00:00Z"), timezone: "Europe/Berlin" };

function timingOf(phrase: string) {
  const found = readWhen(phrase, berlin);
  return found.ok ? found.timing : `${found.code}: ${found.message}`;
}

describe("cron", () => {
  const table = [
    ["every weekday at 9", "0 9 * * 1-5"],
    ["every day at noon", "0 12 * * *"],
    ["weekends at 10", "0 10 * * 0,6"],
    ["daily at 9am and 5pm", "0 9,17 * * *"],
    ["every morning", "0 9 * * *"],
    ["every monday and thursday at 17:30", "30 17 * * 1,4"],
    ["hourly", "0 * * * *"],
    ["every hour at :15", "15 * * * *"],
    ["every 2 hours from 8am to 6pm", "0 8-18/2 * * *"],
    ["every 15 minutes between 9 and 17 on weekdays", "*/15 9-16 * * 1-5"],
    ["every month on the 1st and 15th at noon", "0 12 1,15 * *"],
    ["first monday of every month at 9", "0 9 * * 1#1"],
    ["last day of the month at 5pm", "0 17 L * *"],
    ["last weekday of the month at 5pm", "0 17 LW * *"],
    ["last friday of the month at 5pm", "0 17 * * 5L"],
    ["every quarter at 9am", "0 9 1 1,4,7,10 *"],
    ["every 3 months on the 1st at 9", "0 9 1 */3 *"],
    ["every year on 1 march at 9am", "0 9 1 3 *"],
    ["mon-fri at 9", "0 9 * * 1-5"],
    ["monday to friday at 9", "0 9 * * 1-5"],
    ["weekdays 9am", "0 9 * * 1-5"],
    ["every day at 9:00 Europe/Berlin", "0 9 * * *"],
    ["the first of the month", "0 9 1 * *"],
    ["quarterly", "0 9 1 1,4,7,10 *"],
    ["every mon, wed and fri at 9", "0 9 * * 1,3,5"],
    ["9am every weekday", "0 9 * * 1-5"],
    ["every 30 minutes from 9am to 5pm", "*/30 9-16 * * *"],
    ["every hour from 9 to 17", "0 9-17 * * *"],
    ["every hour at :15 from 9 to 17", "15 9-16 * * *"],
    ["every 15 minutes 9am-5pm on weekdays", "*/15 9-16 * * 1-5"],
    ["every 10 minutes from 22:00 to 06:00", "*/10 22-5 * * *"],
    ["every 15 minutes on weekends", "*/15 * * * 0,6"],
    ["every january 1 at 00:00", "0 0 1 1 *"],
    ["every midnight", "0 0 * * *"],
    ["every day at midnight", "0 0 * * *"],
    ["every night", "0 20 * * *"],
    ["every monday morning at 8", "0 8 * * 1"],
    ["every sunday", "0 9 * * 0"],
    ["sunday to thursday at 10", "0 10 * * 0-4"],
    ["every 15th at 9", "0 9 15 * *"],
    ["on the 31st of every month at noon", "0 12 31 * *"],
    ["first and third monday of every month at 9", "0 9 * * 1#1,1#3"],
    ["every last friday of the month at 5pm", "0 17 * * 5L"],
    ["first weekday of every month at 9", "0 9 1W * *"],
    ["every day at 9:00 and 9:30", "0,30 9 * * *"],
    ["every day at 09:00:30", "30 0 9 * * *"],
    ["every day in march at 9", "0 9 * 3 *"],
    ["yearly on dec 25 at 8", "0 8 25 12 *"],
    ["weekly on mondays at 9", "0 9 * * 1"],
    ["every month", "0 9 1 * *"],
    ["0 9 * * 1-5", "0 9 * * 1-5"],
    ["*/5 * * * *", "*/5 * * * *"],
    ["0 0 9 ? * MON-FRI", "0 0 9 ? * MON-FRI"],
    ["@daily", "@daily"],
    ["every monday of the month at 9", "0 9 * * 1"],
    ["every day of the month", "0 9 * * *"],
    ["every month on the last day of the month at 5pm", "0 17 L * *"],
    ["every january on the 1st at 9", "0 9 1 1 *"],
    ["every weekday morning at 7", "0 7 * * 1-5"],
    ["every 15 minutes mon-fri 9:00-17:00", "*/15 9-16 * * 1-5"],
  ] as const;
  for (const [phrase, cron] of table) {
    it(phrase, () => expect(timingOf(phrase)).toEqual({ cron, timezone: "Europe/Berlin" }));
  }
});

describe("cron elsewhere", () => {
  const table = [
    ["mondays at 8am New York", "0 8 * * 1", "America/New_York"],
    ["0 9 * * 1-5 Asia/Tokyo", "0 9 * * 1-5", "Asia/Tokyo"],
    ["CRON_TZ=America/New_York 0 9 * * *", "0 9 * * *", "America/New_York"],
    ["every day at 9 UTC+2", "0 9 * * *", "Etc/GMT-2"],
    ["every day at 9 UTC-5", "0 9 * * *", "Etc/GMT+5"],
    ["every weekday at 9 in London", "0 9 * * 1-5", "Europe/London"],
  ] as const;
  for (const [phrase, cron, timezone] of table) {
    it(phrase, () => expect(timingOf(phrase)).toEqual({ cron, timezone }));
  }
});

describe("intervals", () => {
  const table = [
    ["every 15 minutes", "15m"],
    ["every hour", "1h"],
    ["every 15m", "15m"],
    ["every 90 minutes", "1h30m"],
    ["every half hour", "30m"],
    ["every hour and a half", "1h30m"],
    ["every 24 hours", "24h"],
    ["every two hours", "2h"],
    ["every second", "1s"],
    ["every couple of hours", "2h"],
  ] as const;
  for (const [phrase, every] of table) {
    it(phrase, () => expect(timingOf(phrase)).toEqual({ every }));
  }
});
