import "../popup/popup.css";
import { Select as Base } from "@base-ui/react/select";
import { Icon } from "../icon.tsx";

/** A choice, and the words for it. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** One of few. The name stands in front of the value: "State: all". */
export function Select<Value extends string>({
  name,
  value,
  choices,
  onChange,
}: {
  readonly name: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  onChange(value: Value): void;
}) {
  return (
    <Base.Root items={choices} value={value} onValueChange={(next) => next !== null && onChange(next)}>
      <Base.Trigger className="select-trigger" aria-label={name}>
        <span className="truncate">
          <span className="name">{name}: </span>
          <Base.Value />
        </span>
        <Icon name="down" size={14} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          className="popup-positioner"
          sideOffset={4}
          collisionPadding={8}
          alignItemWithTrigger={false}
        >
          <Base.Popup className="popup menu-popup">
            {choices.map((choice) => (
              <Base.Item key={choice.value} value={choice.value} className="menu-item">
                <Base.ItemText>{choice.label}</Base.ItemText>
                <Base.ItemIndicator className="end">
                  <Icon name="check" size={14} />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
