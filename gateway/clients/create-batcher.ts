import type { ErrorCode } from "../../generated/openapi/errors.ts";
import type {
  CreateScheduleItem,
  CreateScheduleResult,
} from "../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import type { Clock } from "../../services/runtime/clock.ts";
import { isUnavailable, ServiceError } from "../../services/runtime/errors.ts";
import { approximateBytes } from "./item-size.ts";

/** Sends many creates as one; answers one result for each, in the same order. */
export type SendCreates = (items: CreateScheduleItem[], requestId: string) => Promise<CreateScheduleResult[]>;

/** Gathers creates that arrive together into one call. */
export interface CreateBatcher {
  /** What became of the item. @throws ServiceError unavailable; whether it was created is then not known */
  create(item: CreateScheduleItem, requestId: string): Promise<CreateScheduleResult>;
}

interface Waiting {
  readonly item: CreateScheduleItem;
  readonly bytes: number;
  readonly requestId: string;
  resolve(result: CreateScheduleResult): void;
  reject(error: unknown): void;
}

/** How long a create waits for company while another call is on its way; an idle gateway never waits. */
const gatherMs = 2;
const maxItems = 500;
/** Characters, of which UTF-8 makes three bytes at most: well below what a message may have. */
const maxCallBytes = 8 * 1024 * 1024;
/** One that the store writes and one that is made ready; more calls would only be smaller ones. */
const usualCalls = 2;
/** What is full, or has waited for this long since calls are slow, does not wait for those to return. */
const mostCalls = 4;
const longestGatherMs = 25;
/** What may wait while the scheduler is slow; beyond it callers are told to come again. */
const maxWaitingBytes = 64 * 1024 * 1024;

/**
 * Single and bulk creates take the same way: sent together with what arrives in the same turn of the event loop when
 * nothing is in flight, else gathered until two milliseconds have passed, a call is full, or a call returns. When a call fails because the
 * scheduler is away, those that wait behind it are answered too, instead of waiting one deadline each.
 */
export function createBatcher(send: SendCreates, clock: Clock): CreateBatcher {
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  let inFlight = 0;
  let callOff: (() => void) | null = null;
  let isFlushing = false;

  const isFull = (): boolean => waiting.length >= maxItems || waitingBytes >= maxCallBytes;

  const flush = (calls = usualCalls): void => {
    callOff?.();
    callOff = null;
    while (waiting.length > 0 && inFlight < (isFull() ? mostCalls : calls)) void fly(takeCall());
    if (waiting.length > 0) callOff = clock.after(longestGatherMs, () => flush(mostCalls));
  };

  const flushSoon = (): void => {
    if (isFlushing) return;
    isFlushing = true;
    setImmediate(() => {
      isFlushing = false;
      flush();
    });
  };

  const takeCall = (): Waiting[] => {
    let count = 0;
    let bytes = 0;
    for (const { bytes: more } of waiting) {
      if (count === maxItems || (count > 0 && bytes + more > maxCallBytes)) break;
      count++;
      bytes += more;
    }
    const call = waiting.slice(0, count);
    waiting = waiting.slice(count);
    waitingBytes -= bytes;
    return call;
  };

  const fly = async (call: readonly Waiting[]): Promise<void> => {
    inFlight++;
    try {
      const results = await send(
        call.map(({ item }) => item),
        call[0]?.requestId ?? "",
      );
      for (const [index, entry] of call.entries()) {
        const result = results[index];
        if (result === undefined) entry.reject(new Error("the scheduler answered fewer results than items"));
        else entry.resolve(result);
      }
    } catch (error) {
      for (const entry of call) entry.reject(error);
      if (isUnavailable(error)) rejectWaiting(error);
    } finally {
      inFlight--;
      flush();
    }
  };

  const rejectWaiting = (error: unknown): void => {
    for (const entry of waiting.splice(0)) entry.reject(error);
    waitingBytes = 0;
  };

  return {
    create(item, requestId) {
      const bytes = approximateBytes(item);
      if (waitingBytes + bytes > maxWaitingBytes) return Promise.reject(tooBusy());
      return new Promise((resolve, reject) => {
        waiting.push({ item, bytes, requestId, resolve, reject });
        waitingBytes += bytes;
        if (inFlight === 0 || isFull()) flushSoon();
        else callOff ??= clock.after(gatherMs, flush);
      });
    },
  };
}

function tooBusy(): ServiceError<ErrorCode> {
  return new ServiceError("service_unavailable", "Too much is waiting to be created; try again.");
}
