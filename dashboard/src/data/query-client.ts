import { QueryCache, QueryClient } from "@tanstack/react-query";
import { isLandfallError } from "../sdk.ts";
import { noteAnswer, noteFailure } from "./connection.ts";

/** A cache of answers for one key. Keeps showing what it has while the API is away. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onSuccess: noteAnswer,
      onError: (error) => {
        if (isAway(error)) noteFailure();
      },
    }),
    defaultOptions: {
      queries: {
        // The browser's own idea of being online says nothing about the API.
        networkMode: "always",
        staleTime: 2_000,
        retry: (failures, error) => isAway(error) && failures < 2,
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** True if the error may pass by itself: no answer, or one that says so. */
export function isAway(error: unknown): boolean {
  if (!isLandfallError(error)) return false;
  if (error.status === null) return error.code !== "aborted";
  return error.status === 429 || error.status >= 502;
}
