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

/** Describes what a method takes. */
export type RequestOf<M extends RpcMethod> = ReturnType<M["requestDeserialize"]>;

/** Describes what a method answers. */
export type ResponseOf<M extends RpcMethod> = ReturnType<M["responseDeserialize"]>;

/**
 * gRPC is handed bytes, and what they stand for is encoded before and decoded after it: Node keeps a call that has ended,
 * with all that it refers to, until the slow garbage collector runs (`slots.ts` says why), and a batch of creates with its
 * answer is much.
 */
export const asItIs = (bytes: Buffer): Buffer => bytes;

/** 32 MiB each way: a bulk create of 8 MB, and its answer, with room to spare; the default is 4. */
export const maxMessageBytes = 32 * 1024 * 1024;

/** The metadata key that carries the id of the request on whose behalf a call is made. */
export const requestIdKey = "x-request-id";
