import { useEffect } from "react";
import { useLocation } from "wouter";

/** `n` opens the form of a new schedule, unless somebody types. */
export function useNewKey(): void {
  const [, go] = useLocation();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey) return;
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.closest("input, textarea, [role=dialog], [role=menu], [role=listbox]") !== null;
      if (!isTyping) go("/schedules/new");
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [go]);
}
