// Search over titles and headings, and a button that copies each block of code. The pages work without it.
const { root } = document.currentScript.dataset;
const box = document.querySelector(".bar search");
const input = document.getElementById("search");
const found = document.getElementById("found");
let index;

box.hidden = false;

function loadIndex() {
  index ??= fetch(`${root}docs/assets/search.json`).then((answer) => answer.json());
  return index;
}

/** Matches whose every word begins a word of the text; titles before headings. */
function matches(pages, text) {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter(Boolean);
  if (words.length === 0) return [];
  const fits = (name) => {
    const lower = name.toLowerCase();
    return words.every(
      (word) => lower.startsWith(word) || new RegExp(`[^\\p{L}\\p{N}]${word}`, "u").test(lower),
    );
  };
  const titles = pages
    .filter(({ title }) => fits(title))
    .map(({ path, title }) => ({ path, title, under: "" }));
  const headings = pages.flatMap(({ path, title, headings: all }) =>
    all
      .filter(([, heading]) => fits(`${heading} ${title}`) && !fits(title))
      .map(([slug, heading]) => ({ path: `${path}#${slug}`, title: heading, under: title })),
  );
  return [...titles, ...headings].slice(0, 12);
}

function line({ path, title, under }) {
  const link = document.createElement("a");
  link.href = `${root}docs${path === "" || path.startsWith("#") ? path : `/${path}`}`;
  link.textContent = title;
  if (under !== "") {
    const page = document.createElement("span");
    page.textContent = under;
    link.append(page);
  }
  return link;
}

async function search() {
  const text = input.value.trim();
  const results = text === "" ? [] : matches(await loadIndex(), text);
  if (text !== input.value.trim()) return;
  found.replaceChildren(...results.map(line));
  if (text !== "" && results.length === 0) {
    const nothing = document.createElement("p");
    nothing.textContent = "No title or heading has these words.";
    found.append(nothing);
  }
  found.hidden = text === "";
}

function close() {
  found.hidden = true;
}

input.addEventListener("focus", () => {
  void loadIndex();
  void search();
});
input.addEventListener("input", () => void search());
document.addEventListener("click", (event) => {
  if (!box.contains(event.target)) close();
});
document.addEventListener("keydown", (event) => {
  const isTyping =
    event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    input.focus();
  }
  if (!box.contains(event.target)) return;
  const stops = [input, ...found.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  if (event.key === "Escape") {
    close();
    input.focus();
  } else if (event.key === "Enter" && event.target === input) {
    stops[1]?.click();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    stops[(at + (event.key === "ArrowDown" ? 1 : stops.length - 1)) % stops.length].focus();
  }
});

for (const block of document.querySelectorAll(".code")) {
  const button = document.createElement("button");
  button.className = "copy";
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("code").textContent);
    button.textContent = "Copied";
    setTimeout(() => {
      button.textContent = "Copy";
    }, 1500);
  });
  block.append(button);
}
