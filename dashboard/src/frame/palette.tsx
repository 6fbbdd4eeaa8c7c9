import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useState } from "react";
import { useLocation } from "wouter";
import { setTheme, useScheme } from "../theme.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { type Finding, useFindings } from "./use-findings.ts";

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly icon: IconName;
  choose(): void;
}

/** Ctrl-K: goes to a page, finds an object by its name, destination or id, does what every page can do. */
export function Palette({ onClose, onHelp }: { onClose(): void; onHelp(): void }) {
  const [text, setText] = useState("");
  const { findings, isSearching } = useFindings(text);
  const entries = useEntries(text, findings, onHelp);
  const choose = (entry: Entry) => {
    onClose();
    entry.choose();
  };
  return (
    <Dialog.Root open onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup dialog palette" aria-label="Search">
          <Autocomplete.Root
            inline
            open
            autoHighlight="always"
            mode="none"
            items={entries}
            value={text}
            onValueChange={setText}
            itemToStringValue={({ label }: Entry) => label}
          >
            <Autocomplete.Input
              className="input"
              placeholder="Page, name, destination or id"
              aria-label="Search"
              onKeyDown={(event) => {
                // The first result is highlighted a moment after it appears; Enter takes it before that too.
                const [first] = entries;
                const isHighlighted = event.currentTarget.hasAttribute("aria-activedescendant");
                if (event.key !== "Enter" || isHighlighted || first === undefined) return;
                event.preventDefault();
                choose(first);
              }}
            />
            <Autocomplete.List className="palette-list" aria-label="Found">
              {(entry: Entry) => (
                <Autocomplete.Item
                  key={entry.id}
                  value={entry}
                  className="menu-item"
                  onClick={() => choose(entry)}
                >
                  <Icon name={entry.icon} />
                  <span className="truncate">{entry.label}</span>
                  <span className="end detail truncate">{entry.detail}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
            <Autocomplete.Empty className="combobox-empty">
              {isSearching ? "Searching…" : "Nothing has this name, destination or id."}
            </Autocomplete.Empty>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useEntries(text: string, findings: readonly Finding[], onHelp: () => void): Entry[] {
  const [, go] = useLocation();
  const other = useScheme() === "dark" ? "light" : "dark";
  const actions: Entry[] = [
    {
      id: "theme",
      label: `Use the ${other} theme`,
      detail: "Action",
      icon: "sun",
      choose: () => setTheme(other),
    },
    { id: "help", label: "Keyboard shortcuts", detail: "Action", icon: "help", choose: onHelp },
  ];
  const wanted = text.trim().toLowerCase();
  return [
    ...findings.map((finding) => ({ ...finding, choose: () => go(finding.path) })),
    ...actions.filter(({ label }) => label.toLowerCase().includes(wanted)),
  ];
}
