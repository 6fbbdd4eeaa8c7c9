import { useState } from "react";
import { useAccount } from "../session/account.tsx";
import { useSession } from "../session/session.tsx";
import { SignInDialog } from "../session/sign-in.tsx";
import { setTheme, type Theme, useTheme } from "../theme.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Menu, type MenuEntry } from "../ui/popup/menu.tsx";
import { Badge } from "../ui/value/state.tsx";

const themes: readonly (readonly [Theme, string, IconName])[] = [
  ["system", "Theme: system", "monitor"],
  ["light", "Theme: light", "sun"],
  ["dark", "Theme: dark", "moon"],
];

/** Whose key is in use and in which mode; other keys, the theme, and the way out. */
export function AccountMenu() {
  const session = useSession();
  const theme = useTheme();
  const [adding, setAdding] = useState(false);
  const [current, ...others] = session.keys;
  const entries: MenuEntry[] = [
    ...(others.length > 0 ? ["Switch to"] : []),
    ...others.map((key) => ({
      label: `${key.project} · ${key.mode} (${key.name})`,
      icon: "keys" as const,
      onChoose: () => session.switchTo(key),
    })),
    { label: "Add another key", icon: "plus", onChoose: () => setAdding(true) },
    null,
    ...themes.map(([value, label, icon]) => ({
      label,
      icon,
      checked: value === theme,
      onChoose: () => setTheme(value),
    })),
    null,
    {
      label: "Documentation",
      icon: "link",
      onChoose: () => void window.open("/docs", "_blank", "noopener"),
    },
    {
      label: "API reference",
      icon: "link",
      onChoose: () => void window.open("/reference", "_blank", "noopener"),
    },
    { label: "Sign out", icon: "out", onChoose: session.signOut },
  ];
  const trigger = (
    <button type="button" className="side-button account">
      <span className="names">
        <strong className="truncate">{current?.project}</strong>
        <span className="truncate small">Key: {current?.name}</span>
      </span>
      <span className="end">
        <ModeBadge />
        <Icon name="down" size={14} />
      </span>
    </button>
  );
  return (
    <>
      <Menu trigger={trigger} entries={entries} />
      <SignInDialog open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

/** Test or live. */
export function ModeBadge() {
  const { who } = useAccount();
  const { keys } = useSession();
  const mode = who?.mode ?? keys[0]?.mode ?? "test";
  return <Badge tone={mode === "live" ? "good" : "warn"}>{mode === "live" ? "Live" : "Test"}</Badge>;
}
