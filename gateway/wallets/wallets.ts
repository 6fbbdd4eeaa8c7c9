import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { operations } from "../../generated/stableschedule/operations.gen.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { Logger } from "../../services/runtime/logging/logger.ts";
import type { Services } from "../clients/services.ts";
import { type GatewayContext, headerOf, type Middleware } from "../exchange.ts";
import { openapiDocument } from "../operations/server/get-openapi.ts";
import { paymentRequired, walletFailureOf } from "../problem/wallet-failure.ts";
import type { SignedInHandlers, SignedInOperation } from "./call.ts";
import { documentOf, documentWithWallets } from "./document.ts";
import { readRequest } from "./read-request.ts";
import type { WalletSettings } from "./settings.ts";
import { SignInRequired, signedIn } from "./signed-in.ts";
import { signedInHandlers } from "./stableschedule/handlers.ts";

const prefix = "/api/";
/** The documents that anybody may read: that contract's own, and ours with its paths. */
const documentPath = "/api/openapi.json";
const ownDocumentPath = "/openapi.json";

/**
 * Serves StableSchedule's API below `/api`, in that contract's own forms, and `/openapi.json` with its paths.
 * Other paths go on to the next middleware. Every answer but a document is private, since it depends on who
 * signs in.
 */
export function wallets(settings: WalletSettings, services: Services, log: Logger): Middleware {
  const documents: ReadonlyMap<string, string> = new Map([
    [documentPath, JSON.stringify(documentOf(settings))],
    [ownDocumentPath, JSON.stringify(documentWithWallets(openapiDocument))],
  ]);
  return async (ctx, next) => {
    const document = ctx.method === "GET" ? documents.get(ctx.path) : undefined;
    if (document === undefined && !ctx.path.startsWith(prefix)) return next();
    ctx.set("Cache-Control", document === undefined ? "private" : "no-cache");
    try {
      ctx.body = document ?? (await answer(ctx, services));
      // Set after the body, which would make it text.
      ctx.type = "application/json";
    } catch (error) {
      refuse(ctx, error, log);
    }
  };
}

async function answer(ctx: GatewayContext, services: Services): Promise<string> {
  return JSON.stringify(await perform(operationOf(ctx), ctx, services, signedInHandlers));
}

/** A fault of the request is answered before anybody is asked to sign in. */
async function perform<Id extends SignedInOperation>(
  id: Id,
  ctx: GatewayContext,
  services: Services,
  handlers: SignedInHandlers,
): Promise<unknown> {
  const { payments } = services;
  if (payments === null) throw new Error("wallets are served without the payments service");
  const { requestId } = ctx.state;
  const parts = await readRequest(ctx, id);
  const caller = await signedIn(payments, headerOf(ctx.req, "sign-in-with-x"), ctx.path, requestId);
  return handlers[id]({ ...parts, caller, requestId }, services);
}

/** @throws ServiceError `route_not_found`, `method_not_allowed` */
function operationOf(ctx: GatewayContext): SignedInOperation {
  const there = Object.keys(signedInHandlers)
    .filter(isSignedIn)
    .filter((id) => operations[id].path === ctx.path);
  if (ctx.path === documentPath) throw wrongMethod(ctx, ["GET"]);
  if (there.length === 0)
    throw new ServiceError<ErrorCode>("route_not_found", "There is nothing at this path.");
  const found = there.find((id) => operations[id].method === ctx.method);
  if (found !== undefined) return found;
  throw wrongMethod(
    ctx,
    there.map((id) => operations[id].method),
  );
}

function isSignedIn(id: string): id is SignedInOperation {
  return Object.hasOwn(signedInHandlers, id);
}

function wrongMethod(ctx: GatewayContext, methods: readonly string[]): ServiceError<ErrorCode> {
  const allow = methods.join(", ");
  ctx.set("Allow", allow);
  return new ServiceError("method_not_allowed", `This path has the methods ${allow}.`);
}

function refuse(ctx: GatewayContext, error: unknown, log: Logger): void {
  ctx.type = "application/json";
  ctx.set("Cache-Control", "no-store");
  if (error instanceof SignInRequired) {
    ctx.status = paymentRequired;
    ctx.set("PAYMENT-REQUIRED", error.header);
    ctx.body = error.paymentRequired;
    return;
  }
  const { status, headers, body, defect } = walletFailureOf(error, ctx.state.requestId);
  if (defect) log.error({ err: error, request_id: ctx.state.requestId }, "request failed");
  ctx.status = status;
  ctx.set({ ...headers });
  ctx.body = JSON.stringify(body);
}
