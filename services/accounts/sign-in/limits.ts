import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { type AuthLimit, countAuth, isWithinAuthLimit, type Store } from "../../store/for-accounts.ts";

const windowMs = 3_600_000;

/** Counts a start of a sign-in. @throws ServiceError `rate_limited`, alike for all */
export async function countStart(store: Store, emailKey: Buffer, ip: string, now: number): Promise<void> {
  const limits = [
    { name: `start:${emailKey.toString("hex")}`, windowMs, most: 5 },
    { name: `start from:${ip}`, windowMs, most: 60 },
  ];
  if (!(await countAuth(store, limits, now))) throw tooMany();
}

/** @throws ServiceError `rate_limited` when this client has shown too many wrong links or callbacks */
export async function mustMayFail(store: Store, ip: string, now: number): Promise<void> {
  if (!(await isWithinAuthLimit(store, failuresOf(ip), now))) throw tooMany();
}

/** Counts a wrong link or callback. */
export async function countFailure(store: Store, ip: string, now: number): Promise<void> {
  await countAuth(store, [failuresOf(ip)], now);
}

function failuresOf(ip: string): AuthLimit {
  return { name: `failed from:${ip}`, windowMs, most: 30 };
}

function tooMany(): ServiceError<ErrorCode> {
  return new ServiceError(
    "rate_limited",
    "Too many sign-ins from here or for this address; try again later.",
  );
}
