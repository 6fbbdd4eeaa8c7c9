import type { Pool } from "undici";
import { attemptHeaders } from "../../../services/dispatcher/attempt/request/headers.ts";

/** Describes what is to be delivered. */
export interface DueDelivery {
  /** Stands for delivery, message and schedule. */
  readonly id: string;
  readonly scheduledForAt: number;
  readonly body: string;
}

/** Of a shape as the product makes them; they protect nothing. */
const secrets = [`whsec_${Buffer.alloc(32, 1).toString("base64")}`];

/**
 * The POST that Landfall sends, with the same headers and both signatures, made by the same code, through
 * undici alone. Every contender but Landfall sends with it.
 *
 * @throws Error when the answer is no 200
 */
export function signedPost(pool: Pool, { id, scheduledForAt, body: text }: DueDelivery): Promise<void> {
  const body = Buffer.from(text);
  const headers = attemptHeaders({
    deliveryId: `dlv_${id}`,
    scheduleId: `sch_${id}`,
    attempt: 1,
    scheduledForAt,
    headers: [],
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
