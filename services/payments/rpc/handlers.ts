import type { PaymentsServiceService } from "../../../generated/rpc/landfall/payments/v1/payments.ts";
import type { RpcHandlers } from "../../runtime/rpc/implement.ts";
import type { Payments } from "../payments.ts";
import { openSignIn } from "./open-sign-in.ts";
import { signIn } from "./sign-in.ts";

/** Returns the handler of every RPC of the service. */
export function paymentsHandlers(payments: Payments): RpcHandlers<typeof PaymentsServiceService> {
  return {
    openSignIn: (request) => openSignIn(payments, request),
    signIn: (request) => signIn(payments, request),
  };
}
