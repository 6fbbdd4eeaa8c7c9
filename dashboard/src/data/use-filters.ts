import { useCallback } from "react";
import { useSearchParams } from "wouter";

/** Filters of a page, kept in the address: a link to the page keeps what one sees. */
export interface Filters {
  /** Null if it is not set. */
  get(name: string): string | null;
  /** The value if it is one of these, else the first. */
  oneOf<Value extends string>(name: string, values: readonly [Value, ...Value[]]): Value;
  /** Null or empty takes it away. */
  set(name: string, value: string | null): void;
}

/** The filters in the address. Changing one makes no entry in the history. */
export function useFilters(): Filters {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (name: string, value: string | null) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === null || value === "") next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return {
    get: (name) => params.get(name),
    oneOf: (name, values) => values.find((value) => value === params.get(name)) ?? values[0],
    set,
  };
}
