import { Component, type ReactNode } from "react";
import { EmptyState } from "../ui/answer/empty-state.tsx";
import { ErrorState } from "../ui/answer/error-state.tsx";
import { PageHead } from "./page-head.tsx";

/** Keeps the frame when a page fails, or when its code cannot be loaded because a new version is served. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? (
      this.props.children
    ) : (
      <ErrorState error={error} onRetry={() => location.reload()} />
    );
  }
}

/** For an address that no page has. */
export function NoSuchPage() {
  return (
    <>
      <PageHead title="No such page" />
      <div className="panel">
        <EmptyState icon="search" title="No page has this address">
          <p>Choose one in the navigation, or press Ctrl-K to find what you look for.</p>
        </EmptyState>
      </div>
    </>
  );
}
