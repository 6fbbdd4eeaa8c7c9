import { expect, it } from "vitest";
import { type Landfall, newLandfall } from "../e2e/fixtures/landfall.ts";
import { startReceiver } from "../receiver/receiver.ts";
import { mountSmallDisk } from "./fixtures/small-disk.ts";

/** Everything works again within this time after space is freed. */
const backWithinMs = 10_000;
/** Only root may mount a disk; CI is root. */
const isRoot = process.getuid?.() === 0;

/** Creates a schedule; resolves to its id, or to the error code. */
async function create(landfall: Landfall, url: string, bodyBytes: number) {
  const body = { endpoint: `${url}/kept`, delay: "20s", body: "x".repeat(bodyBytes) };
  const response = await landfall.request("POST", "/v1/schedules", body);
  const answer = JSON.parse(await response.text());
  return {
    status: response.status,
    id: String(answer.id),
    code: answer.error?.code,
    retryAfter: response.headers.get("retry-after"),
  };
}

const readiness = async (landfall: Landfall) => (await landfall.request("GET", "/readyz")).status;

it.runIf(isRoot)(
  "a full disk is answered 503, and all is back within 10 s of room, with what was accepted",
  {
    timeout: 120_000,
  },
  async () => {
    using disk = mountSmallDisk(260);
    await using receiver = await startReceiver();
    await using landfall = await newLandfall(disk.path);
    await landfall.start();
    const accepted = new Set<string>();
    for (let count = 0; count < 10; count++) accepted.add((await create(landfall, receiver.url, 1_000)).id);

    const running = ["accounts", "dispatcher", "scheduler"].map((name) =>
      landfall.processOf(`services/${name}/main.ts`),
    );

    disk.fill();
    // The database's files have room inside for some more rows; accepted ones are kept.
    let refused = await create(landfall, receiver.url, 200_000);
    for (; refused.status === 201; refused = await create(landfall, receiver.url, 200_000))
      accepted.add(refused.id);
    expect(refused).toMatchObject({ status: 503, code: "service_unavailable", retryAfter: "1" });
    await expect.poll(() => readiness(landfall), { timeout: 10_000, interval: 250 }).toBe(503);

    // Every process is restarted while no log and no note of running processes can be written.
    for (const { pid } of running) process.kill(pid, "SIGKILL");
    await expect
      .poll(() => [...landfall.output().matchAll(/(\w+) ended \(signal SIGKILL\)/g)].length, {
        timeout: 10_000,
      })
      .toBe(3);
    expect(await create(landfall, receiver.url, 1_000)).toMatchObject({ status: 503, retryAfter: "1" });

    disk.makeRoom();
    const roomAt = performance.now();
    await expect
      .poll(
        async () => {
          const made = await create(landfall, receiver.url, 1_000);
          if (made.status === 201) accepted.add(made.id);
          return [made.status, await readiness(landfall)];
        },
        { timeout: backWithinMs, interval: 200 },
      )
      .toEqual([201, 200]);
    process.stderr.write(`back ${Math.round(performance.now() - roomAt)} ms after there was room\n`);

    const arrived = () =>
      new Set(receiver.requests.map(({ headers }) => String(headers["sched-schedule-id"])));
    await expect
      .poll(() => [...accepted].filter((id) => !arrived().has(id)), { timeout: 60_000, interval: 250 })
      .toEqual([]);
    expect(await landfall.stop()).toBe(0);
    // No process was left running that would block the next start.
    await landfall.start();
    expect(await readiness(landfall)).toBe(200);
  },
);
