import type { ErrorCode } from "../../generated/openapi/errors.ts";
import type {
  CreateScheduleItem,
  CreateScheduleResult,
} from "../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import type { Clock } from "../../services/runtime/clock.ts";
import { isUnavailable, ServiceError } from "../../services/runtime/errors.ts";
import { approximateBytes } from "./item-size.ts";
import { ProjectQueue, type Queued } from "./project-queue.ts";

/** Sends many creates as one; answers one result for each, in the same order. */
export type SendCreates = (items: CreateScheduleItem[], requestId: string) => Promise<CreateScheduleResult[]>;

/** Gathers creates that arrive together into one call. */
export interface CreateBatcher {
  /** What became of the item. @throws ServiceError unavailable; whether it was created is then not known */
  create(item: CreateScheduleItem, requestId: string): Promise<CreateScheduleResult>;
}

/** A create that waits for its call. */
interface Waiting extends Queued {
  readonly item: CreateScheduleItem;
  readonly requestId: string;
  resolve(result: CreateScheduleResult): void;
  reject(error: unknown): void;
}

/** Describes what goes in one call, and how many calls are on their way. */
export interface CallLimits {
  readonly items: number;
  /** Characters, of which UTF-8 makes three bytes at most. */
  readonly bytes: number;
  /** One that the store writes and one that is made ready; more calls would only be smaller ones. */
  readonly usualCalls: number;
  /** What is full, or has waited for long since calls are slow, does not wait for those to return. */
  readonly mostCalls: number;
}

/** What a thousand small creates need; a call takes the scheduler and the store some tens of milliseconds at most. */
export const defaultCallLimits: CallLimits = { items: 500, bytes: 1_048_576, usualCalls: 2, mostCalls: 4 };
/** Of large requests three calls at once, whoever waits: the store has enough to do with them. */
export const largeCallLimits: CallLimits = { ...defaultCallLimits, usualCalls: 2, mostCalls: 3 };
/** How long a create waits for company while another call is on its way; an idle gateway never waits. */
const gatherMs = 2;
const longestGatherMs = 25;
/** What may wait while the scheduler is slow, and of that of one project; beyond it callers are told to come again. */
const maxWaitingBytes = 64 * 1024 * 1024;
const maxWaitingOfProject = 32 * 1024 * 1024;

/**
 * Single and bulk creates take the same way: sent together with what arrives in the same turn of the event loop when
 * nothing is in flight, else gathered until two milliseconds have passed, a call is full, or a call returns. A call takes
 * one item of each project in turn, so whoever has little to create does not wait for who has much. When a call fails
 * because the scheduler is away, those that wait behind it are answered too, instead of waiting one deadline each.
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
