import { type JobsOptions, Queue, Worker } from "bullmq";
import { connectionsAllowed } from "../contender.ts";
import { receiverPool } from "../limit/receiver-pool.ts";
import { type DueDelivery, signedPost } from "../limit/signed-post.ts";
import { deliveryOf, type Plan } from "../plan.ts";
import { serveContender } from "../serve-contender.ts";
import { chunks } from "./chunks.ts";

/**
 * BullMQ on Redis: delayed jobs added in bulk, one worker with as many jobs at once as connections, done
 * jobs removed, as docs.bullmq.io has it under "Adding jobs in bulk", "Concurrency" and "Going to production".
 */
const [receiverUrl = "", port = ""] = process.argv.slice(2);
const pool = receiverPool(receiverUrl);
const connection = { host: "127.0.0.1", port: Number(port) };
const queue = new Queue<DueDelivery>("deliveries", { connection });
const worker = new Worker<DueDelivery>("deliveries", (job) => signedPost(pool, job.data), {
  connection,
  concurrency: connectionsAllowed,
  removeOnComplete: { count: 1_000 },
  removeOnFail: { count: 5_000 },
});
worker.on("failed", (_job, error) => console.error(error));
await worker.waitUntilReady();

serveContender({
  async fill(plan: Plan) {
    for (const indices of chunks(plan.count, 1_000)) {
      const timestamp = Date.now();
      const jobs = indices.map((index) => {
        const data = deliveryOf(plan, index);
        const delay = data.scheduledForAt - timestamp;
        const opts: JobsOptions = {
          timestamp,
          delay,
          attempts: 8,
          backoff: { type: "exponential", delay: 5_000 },
        };
        return { name: "deliver", data, opts };
      });
      await queue.addBulk(jobs);
    }
  },
  async isSettled() {
    const counts = await queue.getJobCounts("wait", "active", "delayed", "failed");
    return Object.values(counts).every((count) => count === 0);
  },
  async close() {
    await worker.close();
    await queue.close();
    await pool.close();
  },
});
