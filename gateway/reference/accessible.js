// Gives Swagger UI's elements the names and roles that it leaves out; run again whenever it draws something.
const textOf = (element, selector) => {
  const found = element?.querySelector(selector)?.textContent ?? "";
  return found
    .replaceAll("\u200b", "")
    .replace(/\s*\*$/, "")
    .trim();
};
const set = (element, name, value) => {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
};

function nameField(field) {
  if (field.hasAttribute("aria-label") || (field.labels?.[0]?.textContent ?? "").trim() !== "") return;
  const parameter = textOf(field.closest("tr"), ".parameter__name");
  set(field, "aria-label", parameter || (field.matches("textarea") ? "Request body" : "Media type"));
}

function heading(level) {
  return (element) => {
    set(element, "role", "heading");
    set(element, "aria-level", String(level));
  };
}

const focusable = (box) => set(box, "tabindex", "0");

/** The summary beside the arrow does the same, and is a button with a name. */
function hideArrow(arrow) {
  set(arrow, "tabindex", "-1");
  set(arrow, "aria-hidden", "true");
}

/** Links the page of an error's code above the answer that has it. */
function linkError(answer) {
  const [, path, code = ""] = /"doc_url":\s*"\/(docs\/errors\/(\w+))"/.exec(answer.textContent) ?? [];
  const block = answer.closest(".highlight-code");
  const shown = block.parentElement.querySelector(".explained");
  if ((shown?.dataset.code ?? "") === code) return;
  shown?.remove();
  if (code === "") return;
  const line = document.createElement("p");
  line.className = "explained";
  line.dataset.code = code;
  const link = document.createElement("a");
  link.href = path;
  link.textContent = `What ${code} means, and what to do`;
  line.append(link);
  block.before(line);
}

/** Selectors of elements that lack a name or role, each with its fix. */
const amendments = [
  ["select, textarea, input:not([type=hidden])", nameField],
  [".microlight, .table-container, .json-schema-2020-12", focusable],
  ["table[role=region]", (table) => table.removeAttribute("role")],
  ["div.copy-to-clipboard[aria-label]", (box) => box.removeAttribute("aria-label")],
  ["svg", (svg) => set(svg, "aria-hidden", "true")],
  ["a[href^='docs/']", (link) => link.removeAttribute("target")],
  [".opblock-tag", heading(2)],
  [".opblock h4", heading(3)],
  [".opblock h5", heading(4)],
  [".opblock-control-arrow", hideArrow],
  [".information-container section", (part) => set(part, "aria-label", "About the API")],
  [".live-responses-table .highlight-code .microlight", linkError],
];

/** Amends what is below `root` now, and whatever is drawn there later. */
export function keepAccessible(root) {
  let isDue = false;
  const amend = () => {
    isDue = false;
    for (const [selector, mend] of amendments)
      for (const found of root.querySelectorAll(selector)) mend(found);
  };
  new MutationObserver(() => {
    if (!isDue) requestAnimationFrame(amend);
    isDue = true;
  }).observe(root, { childList: true, subtree: true, characterData: true });
}
