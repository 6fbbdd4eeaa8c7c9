import "./filters.css";
import type { ReactNode } from "react";
import { Button } from "../../ui/input/button.tsx";

/** A filter that was set by a link, and the way to take it away. */
export function Chip({
  name,
  children,
  onRemove,
}: {
  readonly name: string;
  readonly children: ReactNode;
  onRemove(): void;
}) {
  return (
    <span className="filter-chip">
      <span className="quiet">{name}:</span>
      <span className="truncate">{children}</span>
      <Button kind="plain" small icon="cross" aria-label={`Remove the filter ${name}`} onClick={onRemove} />
    </span>
  );
}
