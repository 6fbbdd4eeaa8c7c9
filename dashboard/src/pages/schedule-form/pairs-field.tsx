import { useRef } from "react";
import { Button } from "../../ui/input/button.tsx";
import { FieldProblem, useForm } from "./form-context.tsx";
import type { Pair } from "./form-state.ts";

/** Names and values, a line each. */
export function PairsField({
  label,
  param,
  noun,
  pairs,
  hint,
  onChange,
}: {
  readonly label: string;
  readonly param: "headers" | "metadata";
  /** The word for one of them: "header". */
  readonly noun: string;
  readonly pairs: readonly Pair[];
  readonly hint: string;
  onChange(pairs: readonly Pair[]): void;
}) {
  const { problems } = useForm();
  const box = useRef<HTMLFieldSetElement>(null);
  const replace = (index: number, change: Partial<Pair>) =>
    onChange(pairs.map((pair, at) => (at === index ? { ...pair, ...change } : pair)));
  const add = () => {
    onChange([...pairs, { name: "", value: "" }]);
    requestAnimationFrame(() => box.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus());
  };
  return (
    <fieldset className="field pairs" ref={box}>
      <legend className="field-label">{label}</legend>
      {pairs.length > 0 && (
        <ul className="pairs-list">
          {pairs.map((pair, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place while its name is typed
            <li key={index}>
              <input
                className="input mono"
                aria-label={`Name of ${noun} ${index + 1}`}
                placeholder="name"
                value={pair.name}
                onChange={(event) => replace(index, { name: event.target.value })}
              />
              <input
                className="input mono"
                aria-label={`Value of ${noun} ${index + 1}`}
                placeholder="value"
                value={pair.value}
                onChange={(event) => replace(index, { value: event.target.value })}
              />
              <Button
                kind="plain"
                icon="cross"
                aria-label={`Remove ${noun} ${index + 1}`}
                onClick={() => onChange(pairs.filter((_, at) => at !== index))}
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button small icon="plus" onClick={add}>
          Add {noun}
        </Button>
      </div>
      <FieldProblem param={param} hint={hint} problems={problems} />
    </fieldset>
  );
}
