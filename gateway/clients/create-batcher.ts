import type { ErrorCode } from "../../generated/openapi/errors.ts";
import type {
  CreateScheduleItem,
  CreateScheduleResult,
} from "../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { isUnavailable, ServiceError } from "../../services/runtime/errors.ts";
import type { Clock } from "../../services/runtime/time/clock.ts";
import { approximateBytes } from "./item-size.ts";
import { ProjectQueue, type Queued } from "./project-queue.ts";

/** Sends many creates in one call; returns one result for each, in the same order. */
export type SendCreates = (items: CreateScheduleItem[], requestId: string) => Promise<CreateScheduleResult[]>;

/** Gathers creates that arrive together into one call. */
export interface CreateBatcher {
  /** Creates one schedule. @throws ServiceError unavailable; it is then unknown if it was created */
  create(item: CreateScheduleItem, requestId: string): Promise<CreateScheduleResult>;
}

/** A create waiting for its call. */
interface Waiting extends Queued {
  readonly item: CreateScheduleItem;
  readonly requestId: string;
  resolve(result: CreateScheduleResult): void;
  reject(error: unknown): void;
}

/** Limits of one call, and of concurrent calls. */
export interface CallLimits {
  readonly items: number;
  /** Characters; UTF-8 makes at most three bytes of each. */
  readonly bytes: number;
  /** One in the store and one being prepared; more calls would only be smaller. */
  readonly usualCalls: number;
  /** A batch that is full or has waited long is sent even beyond `usualCalls`, up to this many. */
  readonly mostCalls: number;
}

/**
 * Sized for a thousand small creates; a call takes the scheduler and the store some tens of milliseconds at
 * most.
 */
export const defaultCallLimits: CallLimits = { items: 500, bytes: 1_048_576, usualCalls: 2, mostCalls: 4 };
/** At most three concurrent calls of large requests, whatever waits: they keep the store busy enough. */
export const largeCallLimits: CallLimits = { ...defaultCallLimits, usualCalls: 2, mostCalls: 3 };
/** Longest wait of a create for others while a call is in flight; on an idle gateway it never waits. */
const gatherMs = 2;
const longestGatherMs = 25;
/**
 * Limits on waiting creates while the scheduler is slow, in total and per project; beyond them callers must
 * retry.
 */
const maxWaitingBytes = 64 * 1024 * 1024;
const maxWaitingOfProject = 32 * 1024 * 1024;

/**
 * Batches single and bulk creates alike. If no call is in flight, a batch is what arrives in the same turn
 * of the event loop; otherwise it is sent after two milliseconds, when it is full, or when a call returns.
 * A call takes one item of each project in turn, so that small callers do not wait for large ones. If a
 * call fails because the scheduler is away, the waiting creates fail with it instead of each waiting for a
 * deadline.
 */
export function createBatcher(
  send: SendCreates,
  clock: Clock,
  limits: CallLimits = defaultCallLimits,
): CreateBatcher {
  const queue = new ProjectQueue<Waiting>();
  let inFlight = 0;
  let callOff: (() => void) | null = null;
  let isFlushing = false;

  const isFull = (): boolean => queue.count >= limits.items || queue.bytes >= limits.bytes;

  const flush = (calls = limits.usualCalls): void => {
    callOff?.();
    callOff = null;
    while (queue.count > 0 && inFlight < (isFull() ? limits.mostCalls : calls))
      void fly(queue.take(limits.items, limits.bytes));
    if (queue.count > 0) callOff = clock.after(longestGatherMs, () => flush(limits.mostCalls));
  };

  const flushSoon = (): void => {
    if (isFlushing) return;
    isFlushing = true;
    setImmediate(() => {
      isFlushing = false;
      flush();
    });
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
      if (isUnavailable(error)) for (const entry of queue.take(queue.count, queue.bytes)) entry.reject(error);
    } finally {
      inFlight--;
      flush();
    }
  };

  return {
    create(item, requestId) {
      const bytes = approximateBytes(item);
      const project = item.caller?.projectId ?? "";
      if (queue.bytes + bytes > maxWaitingBytes || queue.bytesOf(project) + bytes > maxWaitingOfProject)
        return Promise.reject(tooBusy());
      return new Promise((resolve, reject) => {
        queue.add(project, { item, bytes, requestId, resolve, reject });
        if (inFlight === 0 || isFull()) flushSoon();
        else callOff ??= clock.after(gatherMs, flush);
      });
    },
  };
}

function tooBusy(): ServiceError<ErrorCode> {
  return new ServiceError("service_unavailable", "Too much is waiting to be created; try again.");
}
