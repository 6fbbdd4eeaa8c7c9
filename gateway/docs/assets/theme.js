// Loaded before the page is painted; the console keeps the choice at the same place.
(() => {
  const place = "landfall.theme";
  const choices = ["system", "light", "dark"];
  const kept = () => {
    const text = localStorage.getItem(place);
    return choices.includes(text) ? text : "system";
  };
  const show = () => {
    const theme = kept();
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    const button = document.getElementById("theme");
    if (button === null) return;
    button.hidden = false;
    button.textContent = { system: "Auto", light: "Light", dark: "Dark" }[theme];
    button.setAttribute("aria-label", `Theme: ${button.textContent}. Change it`);
  };
  show();
  addEventListener("storage", show);
  addEventListener("DOMContentLoaded", () => {
    show();
    document.getElementById("theme")?.addEventListener("click", () => {
      const next = choices[(choices.indexOf(kept()) + 1) % choices.length];
      if (next === "system") localStorage.removeItem(place);
      else localStorage.setItem(place, next);
      show();
    });
  });
})();
