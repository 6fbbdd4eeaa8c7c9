import {
  type Attempt,
  type AttemptError,
  AttemptOutcome,
} from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { Logger } from "../../runtime/logging/logger.ts";
import type { KeyRing } from "../../runtime/sealing.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import * as store from "../../store/for-dispatcher.ts";

const outcomes: Record<store.AttemptOutcome, AttemptOutcome> = {
  succeeded: AttemptOutcome.SUCCEEDED,
  retry: AttemptOutcome.RETRY,
  failed: AttemptOutcome.FAILED,
};

/**
 * Converts an attempt to its message. A snippet that cannot be decrypted, because its key is gone, is left
 * out and logged: the rest of the attempt is still useful.
 */
export function attemptMessage(keys: KeyRing, log: Logger, record: store.AttemptRecord): Attempt {
  return {
    id: prefixedId("att", record.id),
    deliveryId: prefixedId("dlv", record.deliveryId),
    number: record.number,
    startedAtMs: record.startedAt,
    offsetMs: record.offsetMs,
    durationMs: record.durationMs,
    outcome: outcomes[record.outcome],
    statusCode: record.statusCode ?? undefined,
    error: attemptErrorMessage(record.errorCode, record.errorMessage),
    responseBytes: record.responseBytes ?? undefined,
    responseSnippet: openSnippet(keys, log, record),
    nextAttemptAtMs: record.nextAttemptAt ?? undefined,
  };
}

/** Reason that an attempt failed; undefined if it succeeded. */
export function attemptErrorMessage(code: string | null, message: string | null): AttemptError | undefined {
  return code === null ? undefined : { code, message: message ?? "" };
}

function openSnippet(keys: KeyRing, log: Logger, record: store.AttemptRecord): string | undefined {
  if (record.sealedSnippet === null) return undefined;
  try {
    return snippetText(keys.open(record.sealedSnippet, store.attemptSealContext(record.id)));
  } catch (error) {
    log.warn({ err: error, attempt_id: prefixedId("att", record.id) }, "a snippet cannot be opened");
    return undefined;
  }
}

/**
 * Decodes a snippet to well-formed text. The cut at 4 KB may split a character; `stream` drops the partial
 * one. Bytes that are not UTF-8 become U+FFFD.
 */
export function snippetText(bytes: Buffer): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream: true });
}
