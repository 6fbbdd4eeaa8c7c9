import { setTimeout as delay } from "node:timers/promises";
import { connectionsAllowed } from "../contender.ts";
import { deliveryOf, dueAt, type Plan } from "../plan.ts";
import { serveContender } from "../serve-contender.ts";
import { receiverPool } from "./receiver-pool.ts";
import { signedPost } from "./signed-post.ts";

/**
 * Measures Node's own limit: the plan is a counter in memory, nothing is stored, and each delivery is signed and sent
 * by undici when it is due.
 */
const [url = ""] = process.argv.slice(2);
const pool = receiverPool(url);
let open = 0;

serveContender({
  async fill(plan) {
    open += plan.count;
    void send(plan);
  },
  isSettled: async () => open === 0,
  close: () => pool.close(),
});

async function send(plan: Plan): Promise<void> {
  let next = 0;
  const free = Array.from({ length: Math.min(connectionsAllowed, plan.count) }, async () => {
    while (next < plan.count) {
      const index = next++;
      const waitMs = dueAt(plan, index) - Date.now();
      if (waitMs > 0) await delay(waitMs);
      await signedPost(pool, deliveryOf(plan, index));
      open--;
    }
  });
  await Promise.all(free);
}
