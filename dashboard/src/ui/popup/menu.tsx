import "./popup.css";
import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { Icon, type IconName } from "../icon.tsx";

/** An entry of a menu; a string is a heading, null a line between. */
export type MenuEntry =
  | string
  | null
  | {
      readonly label: ReactNode;
      readonly icon?: IconName;
      readonly danger?: boolean;
      readonly checked?: boolean;
      /** Why it cannot be chosen now; null: it can. */
      readonly whyNot?: string | null;
      onChoose(): void;
    };

/** A button that opens a list of actions. */
export function Menu({
  trigger,
  entries,
}: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <MenuPopup entries={entries} />
    </Base.Root>
  );
}

/** The list of a menu. */
export function MenuPopup({ entries }: { readonly entries: readonly MenuEntry[] }) {
  return (
    <Base.Portal>
      <Base.Positioner className="popup-positioner" sideOffset={4} collisionPadding={8}>
        <Base.Popup className="popup menu-popup">
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no names of their own, and keep their order
            <Entry key={index} entry={entry} />
          ))}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry === null) return <div className="menu-separator" />;
  if (typeof entry === "string") return <div className="menu-label">{entry}</div>;
  const { label, icon, danger, checked, whyNot = null } = entry;
  return (
    <Base.Item
      className="menu-item"
      data-danger={danger || undefined}
      disabled={whyNot !== null}
      onClick={entry.onChoose}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span className="truncate">{label}</span>
      {whyNot !== null && <span className="end small">{whyNot}</span>}
      {checked && (
        <span className="end">
          <Icon name="check" size={14} />
          <span className="visually-hidden">chosen</span>
        </span>
      )}
    </Base.Item>
  );
}
