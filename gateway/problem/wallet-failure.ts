import { problemOf } from "./problem.ts";

/** An error answer of StableSchedule's API. */
export interface WalletFailure {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly success: false;
    readonly error: string;
    readonly code: string;
    readonly issues?: readonly { readonly path: readonly string[]; readonly message: string }[];
  };
  /** True if the error is a defect of ours, which is logged. */
  readonly defect: boolean;
}

/** That contract knows no 422: whatever is wrong with a request is 400. */
const unprocessable = 422;

/** Converts an error to the form of StableSchedule's API, with our code. */
export function walletFailureOf(error: unknown, requestId: string): WalletFailure {
  const { status, headers, body, defect } = problemOf(error, requestId);
  const { message, code, param } = body.error;
  const issues = param === null ? {} : { issues: [{ path: param.split("."), message }] };
  return {
    status: status === unprocessable ? 400 : status,
    headers,
    body: { success: false, error: message, code, ...issues },
    defect,
  };
}

/** Status of an answer that asks to sign in or to pay. */
export const paymentRequired = 402;
