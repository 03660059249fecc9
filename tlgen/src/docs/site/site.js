// Search, colors and copy buttons of a site that `tlgen docs` wrote.
"use strict";

const root = document.documentElement;

// The themes. The system's theme is used until the reader presses the button.
const THEMES = ["system", "light", "dark"];
const stored = () => { try { return localStorage.getItem("tlgen-theme"); } catch { return null; } };
function showTheme(theme) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
}
showTheme(stored());

// Called by the index when it has loaded. An entry is [kind, name, path, summary, members].
let entries = null;
let whenLoaded = null;
globalThis.tlgenSearch = (list) => {
  entries = list.map(([kind, name, path, summary, members]) => {
    const lower = name.toLowerCase();
    return {
      kind, name, path, summary, lower,
      last: lower.slice(lower.lastIndexOf(".") + 1),
      text: summary.toLowerCase(),
      members: members.toLowerCase().split("\n"),
    };
  });
  if (whenLoaded) whenLoaded();
};

function load() {
  if (entries || document.getElementById("index")) return;
  const script = document.createElement("script");
  script.id = "index";
  script.src = root.dataset.root + "search.js";
  document.head.append(script);
}

// Returns how well a word fits: names score more than members, and members more than descriptions.
function fit(entry, word) {
  if (entry.lower === word) return 1000;
  if (entry.last === word) return 900;
  if (entry.last.startsWith(word)) return 700 - entry.last.length;
  if (entry.lower.startsWith(word)) return 650 - entry.lower.length;
  const at = entry.lower.indexOf(word);
  if (at >= 0) return 500 - at - entry.lower.length / 4;
  const member = entry.members.find((it) => it.startsWith(word));
  if (member !== undefined) return 200 - Math.min(member.indexOf(" "), 50);
  if (entry.text.includes(word)) return 100;
  return entry.members.some((it) => it.includes(word)) ? 40 : 0;
}

const KINDS = { Function: 9, Type: 6, Constructor: 5, Error: 3, Namespace: 2, List: 1 };

function find(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const found = [];
  for (const entry of entries) {
    let score = KINDS[entry.kind] || 0;
    for (const word of words) {
      const fits = fit(entry, word);
      if (!fits) { score = 0; break; }
      score += fits;
    }
    if (score) found.push([score, entry]);
  }
  found.sort((a, b) => b[0] - a[0]);
  return found.slice(0, 40).map(([, entry]) => entry);
}

// Returns the name with the words of the query marked. The name is added as text, never as HTML.
function marked(name, query) {
  const into = document.createElement("b");
  const lower = name.toLowerCase();
  let from = 0;
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const places = words.map((word) => [lower.indexOf(word), word.length]).filter(([at]) => at >= 0);
  for (const [at, length] of places.sort((a, b) => a[0] - b[0])) {
    if (at < from) continue;
    into.append(name.slice(from, at));
    const mark = document.createElement("mark");
    mark.textContent = name.slice(at, at + length);
    into.append(mark);
    from = at + length;
  }
  into.append(name.slice(from));
  return into;
}

document.addEventListener("DOMContentLoaded", () => {
  const input = document.getElementById("search");
  const results = document.getElementById("results");
  let chosen = -1;

  function choose(index) {
    const all = results.querySelectorAll("a");
    if (!all.length) return input.removeAttribute("aria-activedescendant");
    chosen = (index + all.length) % all.length;
    all.forEach((it, at) => it.setAttribute("aria-selected", String(at === chosen)));
    all[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[chosen].id);
  }
  function close() {
    results.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function show() {
    const query = input.value.trim();
    if (!query) return close();
    if (!entries) { whenLoaded = show; return load(); }
    results.replaceChildren(...find(query).map((entry, index) => {
      const link = document.createElement("a");
      link.href = root.dataset.root + entry.path + ".html";
      link.id = "result-" + index;
      link.setAttribute("role", "option");
      const kind = document.createElement("i");
      kind.textContent = entry.kind;
      const summary = document.createElement("p");
      summary.textContent = entry.summary;
      link.append(kind, marked(entry.name, query));
      if (entry.summary) link.append(summary);
      return link;
    }));
    if (!results.firstChild) {
      const none = document.createElement("p");
      none.className = "none";
      none.textContent = "No results.";
      results.append(none);
    }
    results.hidden = false;
    results.scrollTop = 0;
    input.setAttribute("aria-expanded", "true");
    choose(0);
  }

  input.addEventListener("focus", () => { load(); if (input.value) show(); });
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const open = !results.hidden;
    if (event.key === "ArrowDown" && open) choose(chosen + 1);
    else if (event.key === "ArrowUp" && open) choose(chosen - 1);
    else if (event.key === "Enter" && open) results.querySelectorAll("a")[chosen]?.click();
    else if (event.key === "Escape") { close(); input.blur(); }
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) close();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (slash || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });

  const button = document.getElementById("theme");
  const label = () => { button.title = "Colors: " + (root.dataset.theme || "system"); };
  label();
  button.addEventListener("click", () => {
    const theme = THEMES[(THEMES.indexOf(root.dataset.theme || "system") + 1) % THEMES.length];
    showTheme(theme);
    try { localStorage.setItem("tlgen-theme", theme); } catch { /* The theme applies to this page only. */ }
    label();
  });

  for (const copy of document.querySelectorAll(".copy")) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const text = copy.nextElementSibling.textContent.trimEnd() + "\n";
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(copy.nextElementSibling);
        copy.textContent = "Selected";
      }
      setTimeout(() => { copy.textContent = "Copy"; }, 1500);
    });
  }
});
