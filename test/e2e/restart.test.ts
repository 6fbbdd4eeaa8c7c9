import { expect, it } from "vitest";
import { createSchedule, listScheduleDeliveries } from "../../generated/sdk/index.ts";
import { type ReceivedRequest, startReceiver } from "../receiver/receiver.ts";
import { isStillRunning, newLandfall } from "./fixtures/landfall.ts";

it("loses nothing over a killed dispatcher and a restart of everything, and leaves nothing running", {
  timeout: 60_000,
}, async () => {
  await using receiver = await startReceiver();
  await using landfall = await newLandfall();
  await landfall.start();
  const made = new Set<string>();
  const arrived = (requests: readonly ReceivedRequest[]) =>
    new Set(requests.map(({ headers }) => String(headers["sched-schedule-id"])));
  for (let number = 0; number < 20; number++) {
    const fire_at = new Date(Date.now() + 1_100 + 400 * number).toISOString();
    const body = { endpoint: `${receiver.url}/kept`, fire_at };
    made.add((await createSchedule({ client: landfall.client, throwOnError: true, body })).data.id);
  }
  await receiver.waitFor((requests) => arrived(requests).size >= 2);
  process.kill(landfall.processOf("services/dispatcher/main.ts").pid, "SIGKILL");
  await receiver.waitFor((requests) => arrived(requests).size >= 5, 15_000);

  const processes = landfall.processes();
  expect(processes.filter(isStillRunning)).toHaveLength(5);
  expect(await landfall.stop()).toBe(0);
  expect(processes.filter(isStillRunning)).toEqual([]);

  await landfall.start();
  await receiver.waitFor((requests) => arrived(requests).size === made.size, 20_000);
  expect(arrived(receiver.requests)).toEqual(made);
  for (const id of made) {
    const state = async () => {
      const options = { client: landfall.client, throwOnError: true, path: { id } } as const;
      return (await listScheduleDeliveries(options)).data.data.map((delivery) => delivery.state);
    };
    await expect.poll(state, { timeout: 15_000 }).toEqual(["succeeded"]);
  }
});
