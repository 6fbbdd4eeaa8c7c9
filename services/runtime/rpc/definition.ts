/** One unary method, as ts-proto writes it into an `XService` constant. */
export interface RpcMethod {
  readonly path: string;
  readonly requestStream: false;
  readonly responseStream: false;
  readonly requestSerialize: (value: never) => Buffer;
  readonly requestDeserialize: (bytes: Buffer) => unknown;
  readonly responseSerialize: (value: never) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => unknown;
}

/** A service of unary methods: the type of every generated `XService` constant. */
export type RpcDefinition = Readonly<Record<string, RpcMethod>>;

/** Request type of a method. */
export type RequestOf<M extends RpcMethod> = ReturnType<M["requestDeserialize"]>;

/** Response type of a method. */
export type ResponseOf<M extends RpcMethod> = ReturnType<M["responseDeserialize"]>;

/**
 * Lets gRPC handle plain bytes; messages are encoded before and decoded after. Node keeps an ended call and
 * all that it refers to until the next major garbage collection (see `slots.ts`), and a batch of creates
 * with its answer is large.
 */
export const asItIs = (bytes: Buffer): Buffer => bytes;

/** 32 MiB each way: room for a bulk create of 8 MB and its answer; the default is 4. */
export const maxMessageBytes = 32 * 1024 * 1024;

/** Metadata key for the id of the HTTP request behind a call. */
export const requestIdKey = "x-request-id";
