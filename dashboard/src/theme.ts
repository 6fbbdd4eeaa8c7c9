import { useSyncExternalStore } from "react";

/** Colours of the pages. */
export type Theme =
  /** Follows the browser. */
  | "system"
  /** Dark text on a light ground. */
  | "light"
  /** Light text on a dark ground. */
  | "dark";

const place = "landfall.theme";
const listeners = new Set<() => void>();
let chosen: Theme = "system";

/** Applies the remembered theme; called before the first paint. */
export function startTheme(): void {
  const kept = localStorage.getItem(place);
  chosen = kept === "light" || kept === "dark" ? kept : "system";
  show();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
}

/** Changes the theme, and remembers it on this device. */
export function setTheme(theme: Theme): void {
  chosen = theme;
  if (theme === "system") localStorage.removeItem(place);
  else localStorage.setItem(place, theme);
  show();
  tell();
}

/** The chosen theme. */
export function useTheme(): Theme {
  return useSyncExternalStore(listen, () => chosen);
}

/** `light` or `dark`, as it is shown now. */
export function useScheme(): "light" | "dark" {
  return useSyncExternalStore(listen, () => {
    if (chosen !== "system") return chosen;
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  });
}

function show(): void {
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const each of listeners) each();
}
