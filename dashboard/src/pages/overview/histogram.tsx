import { useState } from "react";
import type { Overview } from "../../sdk.ts";
import { Panel } from "../../ui/panel.tsx";
import { SimpleTable } from "../../ui/table/simple-table.tsx";
import { count } from "./figures.tsx";
import { type LatenessBand, latenessBands } from "./lateness-bands.ts";
import { TableSwitch } from "./series-charts.tsx";

/** Shows first attempts by their lateness. */
export function Histogram({ overview }: { readonly overview: Overview }) {
  const [asTable, setAsTable] = useState(false);
  const bands = latenessBands(overview.offset_ms.histogram);
  const total = bands.reduce((sum, band) => sum + band.count, 0);
  const title = "Lateness histogram";
  return (
    <Panel
      title={title}
      actions={
        <div className="row">
          <span className="quiet small wide-only">ms, share of first attempts</span>
          <TableSwitch title={title} asTable={asTable} onChange={setAsTable} />
        </div>
      }
    >
      {total === 0 ? (
        <p className="calm-note">No first attempt in this period.</p>
      ) : asTable ? (
        <SimpleTable
          label={title}
          headers={["Lateness", "First attempts", "Share"]}
          rows={bands.map((band) => [band.label, count(band.count), share(band.count, total)])}
        />
      ) : (
        <Bars bands={bands} total={total} />
      )}
    </Panel>
  );
}

function Bars({ bands, total }: { readonly bands: readonly LatenessBand[]; readonly total: number }) {
  const most = Math.max(...bands.map((band) => band.count));
  const label = bands
    .filter((band) => band.count > 0)
    .map((band) => `${band.label}: ${share(band.count, total)}`)
    .join(", ");
  return (
    <div className="bars histogram" role="img" aria-label={`First attempts by lateness: ${label}.`}>
      {bands.map((band) => (
        <div key={band.label} className="bars-slot">
          {band.count > 0 && <span className="count">{share(band.count, total)}</span>}
          <div
            className="bar"
            data-tone={band.tone ?? undefined}
            style={{ height: band.count === 0 ? 0 : `max(2px, ${(band.count / most) * 62}%)` }}
          />
          <span className="bound">{band.label}</span>
        </div>
      ))}
    </div>
  );
}

function share(part: number, total: number): string {
  const percent = (part / total) * 100;
  if (percent < 0.1) return "<0.1%";
  return `${percent.toLocaleString("en", { maximumFractionDigits: percent < 10 ? 1 : 0 })}%`;
}
