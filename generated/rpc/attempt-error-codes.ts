// Made from openapi/schemas/AttemptErrorCode.yaml by `npm run generate`. Do not edit.

/** Every way in which an attempt can fail . */
export const attemptErrorCodes = [
  "dns",
  "connect",
  "tls",
  "timeout",
  "reset",
  "blocked",
  "too_large",
  "http_status",
  "interrupted"
] as const;

/** One of them. */
export type AttemptErrorCode = (typeof attemptErrorCodes)[number];
