import type {
  handleUnaryCall,
  MethodDefinition,
  ServerUnaryCall,
  ServiceDefinition,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { ServiceError, unavailableCode } from "../errors.ts";
import type { Logger } from "../logging/logger.ts";
import { asItIs, type RequestOf, type ResponseOf, type RpcDefinition, requestIdKey } from "./definition.ts";
import { type ErrorKinds, isDefect, statusOfError } from "./status.ts";

/** Context of a call, beside its request. */
export interface RpcContext {
  /** Aborts when the caller is gone or the deadline has passed: nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /**
   * Unix milliseconds; slightly before the caller's deadline, so that our answer still arrives. Infinity if
   * there is none.
   */
  readonly deadlineAt: number;
  /** Id of the HTTP request behind the call; null if the caller sent none. */
  readonly requestId: string | null;
}

/** One handler for each method of a service; a method without one does not compile. */
export type RpcHandlers<D extends RpcDefinition> = {
  readonly [Name in keyof D]: (
    request: RequestOf<D[Name]>,
    context: RpcContext,
  ) => Promise<ResponseOf<D[Name]>>;
};

/** A service with its handlers, ready for `startRpcServer`. */
export interface RpcImplementation {
  readonly definition: ServiceDefinition;
  bind(log: Logger, errorKinds: ErrorKinds): UntypedServiceImplementation;
}

/** Subtracted from the caller's deadline, so that the server can still answer with its own error. */
const deadlineMarginMs = 50;

/**
 * Combines a generated `XService` with its handlers. A ServiceError with a known code is sent to the
 * caller; any other error is logged once and sent as a bare INTERNAL. If a handler is not done at the
 * deadline, the call is answered with "unavailable" and the handler's signal aborts.
 */
export function implement<D extends RpcDefinition>(
  definition: D,
  handlers: RpcHandlers<D>,
): RpcImplementation;
export function implement(
  definition: ServiceDefinition,
  handlers: Record<string, Handler>,
): RpcImplementation {
  return {
    definition: ofBytes(definition),
    bind(log, errorKinds) {
      const implementation: UntypedServiceImplementation = {};
      for (const [name, method] of Object.entries(definition)) {
        const handler = handlers[name];
        if (handler === undefined) throw new Error(`${method.path} has no handler`);
        implementation[name] = unary(method, handler, log.child({ rpc: method.path }), errorKinds);
      }
      return implementation;
    },
  };
}

type Handler = (request: unknown, context: RpcContext) => Promise<unknown>;

/** The same methods with plain bytes, as gRPC is to see them. */
function ofBytes(definition: ServiceDefinition): ServiceDefinition {
  const methods = Object.entries(definition).map(([name, method]) => [
    name,
    {
      ...method,
      requestSerialize: asItIs,
      requestDeserialize: asItIs,
      responseSerialize: asItIs,
      responseDeserialize: asItIs,
    },
  ]);
  return Object.fromEntries(methods);
}

function unary(
  method: MethodDefinition<unknown, unknown>,
  handler: Handler,
  log: Logger,
  errorKinds: ErrorKinds,
): handleUnaryCall<Buffer, Buffer> {
  return async (call, callback) => {
    const controller = new AbortController();
    const context: RpcContext = {
      signal: controller.signal,
      deadlineAt: deadlineOf(call),
      requestId: requestIdOf(call),
    };
    let isAnswered = false;
    // Emitted at the end of every call, so an error with its stack is created only for calls that were
    // canceled.
    call.once("cancelled", () => {
      if (!isAnswered) controller.abort(new Error("the caller has gone"));
    });
    try {
      const work = handler(method.requestDeserialize(call.request), context);
      const answer = await withinDeadline(work, context.deadlineAt, controller);
      isAnswered = true;
      callback(null, method.responseSerialize(answer));
    } catch (error) {
      isAnswered = true;
      const status = statusOfError(error, errorKinds, error === controller.signal.reason);
      if (isDefect(status)) log.error({ err: error, request_id: context.requestId }, "rpc failed");
      callback(status);
    }
  };
}

/** Resolves with the work's result, or fails as "unavailable" at the deadline and then aborts the work. */
async function withinDeadline<T>(
  work: Promise<T>,
  deadlineAt: number,
  controller: AbortController,
): Promise<T> {
  if (deadlineAt === Number.POSITIVE_INFINITY) return work;
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new ServiceError(unavailableCode, "The answer took too long; try again.");
      controller.abort(error);
      reject(error);
    }, deadlineAt - Date.now());
  });
  try {
    return await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
  }
}

function deadlineOf(call: ServerUnaryCall<Buffer, Buffer>): number {
  const deadline = call.getDeadline();
  return (typeof deadline === "number" ? deadline : deadline.getTime()) - deadlineMarginMs;
}

function requestIdOf(call: ServerUnaryCall<Buffer, Buffer>): string | null {
  const [value] = call.metadata.get(requestIdKey);
  return typeof value === "string" ? value : null;
}
