import type { Pool } from "undici";
import { attemptHeaders } from "../../../services/dispatcher/attempt/request/headers.ts";

/** A delivery of this process. */
export interface DueDelivery {
  /** Id of delivery, message and schedule. */
  readonly id: string;
  readonly scheduledForAt: number;
  readonly body: string;
}

/** Secrets with the product's format, for measuring only. */
const secrets = [`whsec_${Buffer.alloc(32, 1).toString("base64")}`];

/**
 * Sends the same POST as Landfall, with the same headers and both signatures, through undici. All contenders but
 * Landfall use it.
 *
 * @throws Error when the answer is not 200
 */
export function signedPost(pool: Pool, { id, scheduledForAt, body: text }: DueDelivery): Promise<void> {
  const body = Buffer.from(text);
  const headers = attemptHeaders({
    deliveryId: `dlv_${id}`,
    scheduleId: `sch_${id}`,
    attempt: 1,
    scheduledForAt,
    headers: [],
    traceparent: null,
    contentType: "application/json",
    secrets,
    version: "0.0.0",
    content: { messageId: `dlv_${id}`, timestampSeconds: Math.floor(Date.now() / 1000), body },
  });
  return new Promise((resolve, reject) => {
    let status = 0;
    pool.dispatch(
      { path: "/", method: "POST", headers, body },
      {
        onRequestStart() {},
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData() {},
        onResponseEnd() {
          if (status === 200) resolve();
          else reject(new Error(`the receiver answered ${status}`));
        },
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}
