import "./search-field.css";
import { useEffect, useState } from "react";
import { Icon } from "../icon.tsx";

const pauseMs = 250;

/** A search that starts when typing pauses; `/` focuses it. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  /** Says what is searched, such as "Search name or destination". */
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <div className="search-field">
      <Icon name="search" />
      <input
        type="search"
        className="input"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
