import { Panel } from "../../ui/panel.tsx";
import type { Group } from "./groups.ts";

const shown = 8;

/** Groups as toggles: one that is chosen narrows the list. */
export function GroupList({
  title,
  groups,
  chosen,
  withExample = true,
  onChoose,
}: {
  readonly title: string;
  readonly groups: readonly Group[];
  readonly chosen: string | null;
  /** True if the newest message says more about the group than its name. */
  readonly withExample?: boolean;
  onChoose(name: string | null): void;
}) {
  const most = groups[0]?.count ?? 1;
  return (
    <Panel title={title} actions={<span className="quiet small">{groups.length}</span>}>
      <ul className="failures">
        {groups.slice(0, shown).map(({ name, count, example }) => (
          <li key={name}>
            <button
              type="button"
              className="failure"
              aria-pressed={name === chosen}
              onClick={() => onChoose(name === chosen ? null : name)}
            >
              <span className="bar" style={{ width: `${(count / most) * 100}%` }} />
              <span className="name truncate">
                {name} {withExample && example !== null && <span className="quiet">{example}</span>}
              </span>
              <span className="count">{count.toLocaleString("en")}</span>
            </button>
          </li>
        ))}
      </ul>
      {groups.length > shown && (
        <p className="small quiet failure-more">
          {groups.length - shown} smaller ones; search for a destination to see them.
        </p>
      )}
    </Panel>
  );
}
