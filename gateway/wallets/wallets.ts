import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { operations } from "../../generated/stableschedule/operations.gen.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { Logger } from "../../services/runtime/logging/logger.ts";
import type { Services } from "../clients/services.ts";
import { type GatewayContext, headerOf, type Middleware } from "../exchange.ts";
import { paymentRequired, walletFailureOf } from "../problem/wallet-failure.ts";
import type { SignedInHandlers, SignedInOperation } from "./call.ts";
import { documentOf } from "./document.ts";
import { readRequest } from "./read-request.ts";
import type { WalletSettings } from "./settings.ts";
import { SignInRequired, signedIn } from "./signed-in.ts";
import { signedInHandlers } from "./stableschedule/handlers.ts";

const prefix = "/api/";
const documentPath = "/api/openapi.json";

/**
 * Serves StableSchedule's API below `/api`, in that contract's own forms. Other paths go on to the next
 * middleware. Every answer is private, since it depends on who signs in.
 */
export function wallets(settings: WalletSettings, services: Services, log: Logger): Middleware {
  const document = JSON.stringify(documentOf(settings));
  return async (ctx, next) => {
    if (!ctx.path.startsWith(prefix)) return next();
    ctx.set("Cache-Control", "private");
    try {
      ctx.body = ctx.path === documentPath ? documentFor(ctx, document) : await answer(ctx, services);
      // Set after the body, which would make it text.
      ctx.type = "application/json";
    } catch (error) {
      refuse(ctx, error, log);
    }
  };
}

function documentFor(ctx: GatewayContext, document: string): string {
  if (ctx.method !== "GET") throw wrongMethod(ctx, ["GET"]);
  ctx.set("Cache-Control", "public, max-age=300");
  return document;
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
