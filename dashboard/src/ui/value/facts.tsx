import "./facts.css";
import type { ReactNode } from "react";

/** Names and values of one thing. */
export function Facts({ lines }: { readonly lines: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {lines.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value ?? <span className="quiet">–</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
