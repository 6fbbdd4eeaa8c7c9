import "../popup/popup.css";
import { Combobox as Base } from "@base-ui/react/combobox";
import { Icon } from "../icon.tsx";
import type { Choice } from "./select.tsx";

/**
 * One of many, found by typing. The input is inside the popup: outside, it would hide the page from screen readers while
 * it is open, and Enter without a match would submit the form.
 */
export function Combobox({
  name,
  value,
  choices,
  empty = "Nothing matches.",
  none = "all",
  onChange,
}: {
  readonly name: string;
  readonly value: string | null;
  readonly choices: readonly Choice<string>[];
  readonly empty?: string;
  /** Text shown while nothing is chosen. */
  readonly none?: string;
  onChange(value: string | null): void;
}) {
  const chosen = choices.find((choice) => choice.value === value) ?? null;
  return (
    <Base.Root
      items={choices}
      autoHighlight
      value={chosen}
      onValueChange={(next) => onChange(next?.value ?? null)}
      isItemEqualToValue={(item, other) => item.value === other.value}
    >
      <Base.Trigger className="select-trigger" aria-label={name}>
        <span className="truncate">
          <span className="name">{name}: </span>
          <Base.Value>{(item: Choice<string> | null) => item?.label ?? none}</Base.Value>
        </span>
        <Icon name="down" size={14} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="popup-positioner" sideOffset={4} collisionPadding={8}>
          <Base.Popup className="popup menu-popup combobox-popup" aria-label={name}>
            <Base.Input className="input" placeholder="Type to search" aria-label={`Search: ${name}`} />
            <Base.Empty className="combobox-empty">{empty}</Base.Empty>
            <Base.List>
              {(item: Choice<string>) => (
                <Base.Item key={item.value} value={item} className="menu-item">
                  <span className="truncate">{item.label}</span>
                  <Base.ItemIndicator className="end">
                    <Icon name="check" size={14} />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
