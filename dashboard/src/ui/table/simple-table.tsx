import "./data-table.css";
import type { ReactNode } from "react";

/** A small table; all columns but the first hold numbers. */
export function SimpleTable({
  label,
  headers,
  rows,
}: {
  readonly label: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={label}>
      <table className="simple-table">
        <thead>
          <tr>
            {headers.map((header, column) => (
              <th key={header} scope="col" data-align={column > 0 ? "end" : undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names of their own, and keep their order
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={headers[column]} data-align={column > 0 ? "end" : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
