import "./error-state.css";
import type { ReactNode } from "react";
import { Icon, type IconName } from "../icon.tsx";

/** Says why there is nothing, and what to do next. */
export function EmptyState({
  icon,
  title,
  children,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty-state">
      <Icon name={icon} size={28} />
      <h2>{title}</h2>
      {children !== undefined && <div className="stack">{children}</div>}
    </div>
  );
}

/** A grey line where a text will be. @param width in characters */
export function Skeleton({ width = 12 }: { readonly width?: number }) {
  return <span className="skeleton" style={{ width: `${width}ch` }} />;
}
