import pg from "pg";
import { type Job, PgBoss } from "pg-boss";
import { receiverPool } from "../limit/receiver-pool.ts";
import { type DueDelivery, signedPost } from "../limit/signed-post.ts";
import { deliveryOf, type Plan } from "../plan.ts";
import { serveContender } from "../serve-contender.ts";
import { chunks } from "./chunks.ts";

/**
 * pg-boss on PostgreSQL: jobs inserted in bulk, workers that fetch and settle batches, go on without a pause
 * while batches come back full, and else poll as often as it allows (its pages "Workers" and "Jobs"). A batch
 * is settled as a whole, which is a third faster than settling each of its jobs, and sends all of them again
 * when one fails.
 */
const [receiverUrl = "", databaseUrl = ""] = process.argv.slice(2);
const pool = receiverPool(receiverUrl);
const queue = "deliveries";
const boss = new PgBoss({ connectionString: databaseUrl, max: 20 });
boss.on("error", (error) => console.error(error));
await boss.start();
await boss.createQueue(queue);
const database = new pg.Pool({ connectionString: databaseUrl, max: 2 });
const options = {
  batchSize: 500,
  localConcurrency: 2,
  pollingIntervalSeconds: 0.5,
  burstWhenBatchFull: true,
};
await boss.work<DueDelivery>(queue, options, async (jobs: Job<DueDelivery>[]) => {
  await Promise.all(jobs.map(({ data }) => signedPost(pool, data)));
});

serveContender({
  async fill(plan: Plan) {
    for (const indices of chunks(plan.count, 1_000)) {
      const jobs = indices.map((index) => {
        const data = deliveryOf(plan, index);
        return { data, startAfter: new Date(data.scheduledForAt), retryLimit: 8, retryDelay: 5 };
      });
      await boss.insert(queue, jobs);
    }
  },
  async isSettled() {
    const open =
      "SELECT 1 FROM pgboss.job WHERE name = $1 AND state IN ('created', 'retry', 'active') LIMIT 1";
    const { rows } = await database.query(open, [queue]);
    return rows.length === 0;
  },
  async close() {
    await boss.stop({ graceful: true, timeout: 5_000 });
    await database.end();
    await pool.close();
  },
});
