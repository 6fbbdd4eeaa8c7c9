import "./tabs.css";
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { Choice } from "./select.tsx";

/** One of few, all in view: a period, a kind of chart. */
export function Segments<Value extends string>({
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
  const choose = (next: readonly unknown[]) => {
    const chosen = choices.find((choice) => choice.value === next[0]);
    if (chosen !== undefined) onChange(chosen.value);
  };
  return (
    <ToggleGroup className="segments" aria-label={name} value={[value]} onValueChange={choose}>
      {choices.map((choice) => (
        <Toggle
          key={choice.value}
          value={choice.value}
          className="segment"
          data-active={choice.value === value || undefined}
        >
          {choice.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
