// Types for the part of Express that the tests use; the package has none.
declare module "express" {
  import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";

  type Next = (error?: unknown) => void;
  export type Handler = (request: IncomingMessage, response: ServerResponse, next: Next) => unknown;
  export type ErrorHandler = (
    error: Error,
    request: IncomingMessage,
    response: ServerResponse,
    next: Next,
  ) => unknown;
  interface App extends RequestListener {
    use(handler: Handler | ErrorHandler): App;
    all(path: string, ...handlers: (Handler | ErrorHandler)[]): App;
    listen(port: number, host: string): Server;
  }
  interface Express {
    (): App;
    json(options?: {
      verify?: (request: IncomingMessage, response: ServerResponse, buffer: Buffer) => void;
    }): Handler;
    raw(options: { type: () => boolean }): Handler;
  }
  const express: Express;
  // biome-ignore lint/style/noDefaultExport: Express has one
  export default express;
}
