import {
  type Attempt,
  type AttemptError,
  AttemptOutcome,
} from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import type { Logger } from "../../runtime/logger.ts";
import type { KeyRing } from "../../runtime/sealing.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import * as store from "../../store/for-dispatcher.ts";

const outcomes: Record<store.AttemptOutcome, AttemptOutcome> = {
  succeeded: AttemptOutcome.SUCCEEDED,
  retry: AttemptOutcome.RETRY,
  failed: AttemptOutcome.FAILED,
};

/**
 * An attempt as internal callers see it. A snippet that cannot be opened, since its key is gone, is left out
 * and logged: the rest of the attempt is worth showing.
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

/** Why an attempt failed; undefined when it did not. */
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
 * The bytes as well-formed text. The cut at 4 KB may go through a character: what is left of it is dropped,
 * which `stream` does. What is no UTF-8 becomes U+FFFD.
 */
export function snippetText(bytes: Buffer): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream: true });
}
