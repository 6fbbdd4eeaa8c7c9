import "./tabs.css";
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import type { Choice } from "./select.tsx";

/** Views of the same thing beside one another; arrow keys move between them. */
export function Tabs<Value extends string>({
  name,
  value,
  choices,
  onChange,
  children,
}: {
  readonly name: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  onChange(value: Value): void;
  /** The view that is chosen. */
  readonly children?: ReactNode;
}) {
  const choose = (next: unknown) => {
    const chosen = choices.find((choice) => choice.value === next);
    if (chosen !== undefined) onChange(chosen.value);
  };
  return (
    <Base.Root value={value} onValueChange={choose} className="stack">
      <Base.List className="segments" aria-label={name} activateOnFocus>
        {choices.map((choice) => (
          <Base.Tab key={choice.value} value={choice.value} className="segment">
            {choice.label}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel value={value}>{children}</Base.Panel>
    </Base.Root>
  );
}
