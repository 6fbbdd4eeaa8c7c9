import { Dialog } from "../ui/popup/dialog.tsx";
import { navPages } from "./routes.tsx";

/** Names every shortcut. */
export function ShortcutHelp({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  const lines: readonly (readonly [readonly string[], string])[] = [
    [["Ctrl", "K"], "Find a page, a schedule, a delivery or an endpoint"],
    [["/"], "Search this page"],
    [["↑", "↓"], "Move between rows of a table; also k and j"],
    [["Enter"], "Open the row"],
    [["m"], "Open the menu of the row"],
    [["n"], "New schedule, on the page of schedules"],
    [["Ctrl", "Enter"], "Submit a form of several lines"],
    [["Esc"], "Close what is open"],
    ...navPages.map(({ key, name }) => [["g", key], `Go to ${name}`] as const),
    [["?"], "Show this"],
  ];
  return (
    <Dialog open={open} title="Keyboard shortcuts" onClose={onClose}>
      <dl className="shortcuts">
        {lines.map(([keys, text]) => (
          <div key={text} style={{ display: "contents" }}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
