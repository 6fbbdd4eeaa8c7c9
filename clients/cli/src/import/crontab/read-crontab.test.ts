import { describe, expect, it } from "vitest";
import { readCrontab } from "./read-crontab.ts";

const usual = { timezone: "UTC", hasUser: false };
const url = "https://example.com/hook";
const read = (text: string, options = usual) => readCrontab(text, options);
const timings = (text: string, options = usual) =>
  read(text, options).items.map(({ request }) => [request.cron, request.timezone]);

describe("readCrontab", () => {
  it("reads each line in the zone that stands above it", () => {
    const text = `0 1 * * * curl ${url}\nCRON_TZ=Europe/Berlin\n0 2 * * * curl ${url}\nCRON_TZ="Asia/Tokyo"\n@daily curl ${url}`;
    expect(timings(text)).toEqual([
      ["0 1 * * *", "UTC"],
      ["0 2 * * *", "Europe/Berlin"],
      ["@daily", "Asia/Tokyo"],
    ]);
  });

  it("passes comments, empty lines and settings over, and names an entry by the comment above it", () => {
    const { items, left } = read(
      `SHELL=/bin/sh\nMAILTO = "a@example.com"\n\n# nightly report\n0 3 * * *\tcurl ${url}\n0 4 * * * curl ${url}\r\n`,
    );
    expect(left).toEqual([]);
    expect(items.map(({ request }) => request.name)).toEqual(["nightly report", undefined]);
  });

  it("takes \\% for a percent sign, and refuses input behind a bare one", () => {
    const { items, left } = read(
      `* * * * * curl 'https://example.com/?a=\\%20'\n* * * * * curl -d @- ${url}%body`,
    );
    expect(items[0]?.request.endpoint).toBe("https://example.com/?a=%20");
    expect(left[0]?.reason).toContain("%");
  });

  it("leaves the user of a system crontab out", () => {
    expect(timings(`17 * * * * deploy curl ${url}`, { ...usual, hasUser: true })).toEqual([
      ["17 * * * *", "UTC"],
    ]);
    expect(timings(`17 * * * * www-data /usr/bin/curl ${url}`)).toEqual([["17 * * * *", "UTC"]]);
    expect(read(`17 * * * * deploy curl ${url}`).left[0]?.reason).toContain("deploy");
  });

  it("lists what it cannot import, whole, with the reason", () => {
    const lines = [
      `@reboot curl ${url}`,
      "@fortnightly true",
      "just some words",
      "0 3 * * * /usr/local/bin/backup.sh",
      `0 3 * * * curl ${url} && echo ok`,
      `0~59 3 * * * curl ${url}`,
      `* * * * curl ${url} x`,
    ];
    const { items, left } = read(lines.join("\n"));
    expect(items).toEqual([]);
    expect(left.map(({ label }) => label)).toEqual(lines);
  });

  it("gives lines that call the same the same id, whatever their time", () => {
    const { items } = read(`0 3 * * * curl ${url}\n0 4 * * * curl -d x ${url}\n0 5 * * * curl -s ${url}`);
    const [one, other, again] = items.map(({ sourceId }) => sourceId);
    expect([one === again, one === other]).toEqual([true, false]);
  });
});
