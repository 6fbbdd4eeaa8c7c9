import { Logger, makeWorkerUtils, run } from "graphile-worker";
import pg from "pg";
import { connectionsAllowed } from "../contender.ts";
import { receiverPool } from "../limit/receiver-pool.ts";
import { type DueDelivery, signedPost } from "../limit/signed-post.ts";
import { deliveryOf, type Plan } from "../plan.ts";
import { serveContender } from "../serve-contender.ts";
import { chunks } from "./chunks.ts";

/**
 * graphile-worker on PostgreSQL with what its page "Performance" advises for a high throughput: a local
 * queue, and done and failed jobs released in batches at once. Jobs of the future are found by polling; its
 * default of 2 s would make everything late by a second, so it polls as often as pays.
 */
const [receiverUrl = "", databaseUrl = ""] = process.argv.slice(2);
const pool = receiverPool(receiverUrl);
const logger = new Logger(() => (level, message) => {
  if (level === "error") console.error(message);
});
const preset = {
  worker: {
    connectionString: databaseUrl,
    concurrentJobs: connectionsAllowed,
    maxPoolSize: 20,
    pollInterval: 50,
    localQueue: { size: 512 },
    completeJobBatchDelay: 0,
    failJobBatchDelay: 0,
    logger,
  },
};
const utils = await makeWorkerUtils({ preset });
await utils.migrate();
const database = new pg.Pool({ connectionString: databaseUrl, max: 2 });
const runner = await run({
  preset,
  noHandleSignals: true,
  taskList: { deliver: (payload) => signedPost(pool, payload as DueDelivery) },
});

serveContender({
  async fill(plan: Plan) {
    for (const indices of chunks(plan.count, 1_000)) {
      const jobs = indices.map((index) => {
        const payload = deliveryOf(plan, index);
        return { identifier: "deliver", payload, runAt: new Date(payload.scheduledForAt), maxAttempts: 8 };
      });
      await utils.addJobs(jobs);
    }
  },
  async isSettled() {
    const { rows } = await database.query("SELECT 1 FROM graphile_worker._private_jobs LIMIT 1");
    return rows.length === 0;
  },
  async close() {
    await runner.stop();
    await utils.release();
    await database.end();
    await pool.close();
  },
});
