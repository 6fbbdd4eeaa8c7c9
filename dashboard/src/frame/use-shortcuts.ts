import { useEffect } from "react";
import { useLocation } from "wouter";
import { navPages } from "./routes.tsx";

const chordMs = 1_500;

/** Listens for the keys that work on every page: `g` and a letter, `/`, `?`, Ctrl-K. */
export function useShortcuts(open: { palette(): void; help(): void }): void {
  const [, go] = useLocation();
  useEffect(() => {
    let chordUntil = 0;
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        return open.palette();
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.timeStamp < chordUntil) {
        chordUntil = 0;
        const target = navPages.find(({ key }) => key === event.key);
        if (target !== undefined) go(target.path);
      } else if (event.key === "g") chordUntil = event.timeStamp + chordMs;
      else if (event.key === "?") open.help();
      else if (event.key === "/") focusSearch(event, open.palette);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [go, open]);
}

/** The search of the page, or the one over everything. */
function focusSearch(event: KeyboardEvent, orElse: () => void): void {
  event.preventDefault();
  const field = document.querySelector<HTMLInputElement>("main input[type=search]");
  if (field === null) orElse();
  else field.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable], [role=dialog]") !== null
  );
}
