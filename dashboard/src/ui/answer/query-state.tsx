import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Skeleton } from "./empty-state.tsx";
import { ErrorState } from "./error-state.tsx";

/** Shows the answer, even an old one while the API is away; before the first answer a skeleton, or the error. */
export function QueryState<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  return (
    <div className="panel-body stack">
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        [24, 36, 18].map((width) => <Skeleton key={width} width={width} />)
      )}
    </div>
  );
}
