import { usageFailure } from "../failure.ts";

/** The words of a time, and the destination. */
export interface Split {
  readonly when: string;
  /** Null if an endpoint profile is given. */
  readonly url: string | null;
}

/**
 * Splits the arguments of `in`, `at`, `cron` and `every`: the time in one or several words, then the URL.
 *
 * @throws Failure when one of the two is missing, or there are two URLs
 */
export function splitWords(words: readonly string[], endpointId: string | undefined): Split {
  const last = words.at(-1) ?? "";
  const hasUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(last);
  const when = (hasUrl ? words.slice(0, -1) : words).join(" ").trim();
  if (hasUrl && endpointId !== undefined) {
    throw usageFailure("A URL and --endpoint-id are two destinations.", "Leave one of them out.");
  }
  if (!hasUrl && endpointId === undefined) {
    const almost = words.length > 1 && /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)|^localhost(:\d+)?(\/|$)/i.test(last);
    throw usageFailure(
      "It is not said where to.",
      almost ? `Did you mean https://${last}?` : "Write a URL last, https://…, or --endpoint-id ep_….",
    );
  }
  if (when === "") throw usageFailure("It is not said when.", "Write the time before the URL.");
  return { when, url: hasUrl ? last : null };
}
