import { CommanderError } from "commander";
import { isLandfallError, type LandfallError } from "../../sdk/src/index.ts";
import { Failure } from "./failure.ts";

/** Exit codes; scripts may rely on them. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  /** Wrong arguments, a time that cannot be read, or a request that the API refuses (400, 422). */
  usage: 2,
  notFound: 3,
  /** No key, a wrong one, or one without the scope. */
  access: 4,
  /** API unreachable, 429 or 5xx; trying again may help. */
  tryAgain: 5,
  /** Another state or version (409, 412). */
  conflict: 6,
  /** Some of several were done. */
  partly: 7,
  interrupted: 130,
} as const;

/** One of `exitCodes`. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Returns the exit code for an error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof Failure) return exitCodes[error.kind];
  if (isLandfallError(error)) return codeOfAnswer(error);
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof Error && error.name === "WhenError") return exitCodes.usage;
  return exitCodes.unexpected;
}

function codeOfAnswer({ name, code, status }: LandfallError): ExitCode {
  if (code === "aborted") return exitCodes.interrupted;
  const named = byName[name];
  if (named !== undefined) return named;
  if (status === null || status >= 500) return exitCodes.tryAgain;
  return exitCodes.usage;
}

const byName: Readonly<Record<string, ExitCode>> = {
  InvalidRequestError: exitCodes.usage,
  AuthenticationError: exitCodes.access,
  PermissionError: exitCodes.access,
  PaymentRequiredError: exitCodes.access,
  NotFoundError: exitCodes.notFound,
  ConflictError: exitCodes.conflict,
  RateLimitError: exitCodes.tryAgain,
  ApiError: exitCodes.tryAgain,
  ConnectionError: exitCodes.tryAgain,
};
