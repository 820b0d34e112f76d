"use strict";
// Draws what the server tells, keeping every element that is there: the scroll position is the browser's to keep.

const at = (id) => document.getElementById(id);
const made = (kind, style = "", text = "") => Object.assign(document.createElement(kind), { className: style, textContent: text });
const main = at("pages");
const shown = { tab: "report", languages: [], hidden: new Set(), rows: [], findings: [], trouble: "", zoom: { report: 0, slides: 0 } };
const pages = { report: new Map(), slides: new Map() }; // "language row" → pages
const notes = new Map();
const views = { report: made("div"), slides: made("div") };
main.append(views.report, views.slides);

// --- what the server tells

const take = {
  report(news) {
    document.title = news.title;
    at("title").textContent = news.title;
    shown.languages = news.languages;
    const buttons = news.languages.map(({ code, name }, place) => {
      const button = made("button", "", name);
      button.type = "button";
      button.title = String(place + 1);
      button.onclick = () => turn(code);
      return button;
    });
    at("languages").replaceChildren(...(buttons.length > 1 ? buttons : []));
    redraw();
  },
  rows(news) {
    shown.rows = news.rows;
    const names = new Set(news.rows.map((row) => row.name));
    for (const key of [...pages.report.keys()]) if (!names.has(key.slice(key.indexOf(" ") + 1))) pages.report.delete(key);
    redraw();
  },
  pages(news) {
    pages.report.set(`${news.lang} ${news.row}`, news.pages);
    const row = rowOf(views.report, news.row);
    if (row) draw(row, "report", news.row);
    fit();
  },
  slides(news) {
    notes.set(news.lang, news.note);
    const fresh = new Map(news.pages.map((page, place) => [`${news.lang} ${place}`, [page]]));
    for (const key of [...pages.slides.keys()]) if (key.startsWith(`${news.lang} `) && !fresh.has(key)) pages.slides.delete(key);
    for (const [key, value] of fresh) pages.slides.set(key, value);
    redraw();
  },
  findings(news) {
    shown.findings = news.findings;
    shown.trouble = news.trouble;
    main.classList.toggle("stale", news.stale);
    list(news.stale);
  },
  state(news) {
    at("state").textContent = news.text;
    at("dot").classList.toggle("busy", news.busy);
  },
};

const news = new EventSource("news");
news.onmessage = (event) => {
  const told = JSON.parse(event.data);
  take[told.kind](told);
};
news.onopen = () => at("dot").classList.remove("lost");
news.onerror = () => {
  at("dot").classList.add("lost");
  at("state").textContent = "builder preview has ended, or is away";
};

// --- pages

function rowOf(view, name) {
  return [...view.children].find((row) => row.dataset.row === name);
}

function redraw() {
  const count = Math.max(0, ...shown.languages.map(({ code }) => [...pages.slides.keys()].filter((key) => key.startsWith(`${code} `)).length));
  const slides = Array.from({ length: count }, (_, place) => ({ name: String(place), title: "" }));
  for (const [kind, rows] of [["report", shown.rows], ["slides", slides]]) {
    const view = views[kind];
    view.hidden = shown.tab !== kind;
    const old = new Map([...view.querySelectorAll(".row")].map((row) => [row.dataset.row, row]));
    rows.forEach(({ name, title }, place) => {
      const row = old.get(name) ?? made("section", "row");
      old.delete(name);
      row.dataset.row = name;
      row.setAttribute("aria-label", title);
      if (view.children[place] !== row) view.insertBefore(row, view.children[place] ?? null);
      draw(row, kind, name);
    });
    for (const row of old.values()) row.remove();
  }
  const said = [...new Set([...notes.values()])].filter(Boolean).join(" ");
  views.slides.querySelector(".note")?.remove();
  if (!count) views.slides.append(made("p", "note", said || "The slides are not drawn yet."));
  for (const button of document.querySelectorAll("[data-tab]")) button.setAttribute("aria-pressed", button.dataset.tab === shown.tab);
  [...at("languages").children].forEach((button, place) => button.setAttribute("aria-pressed", !shown.hidden.has(shown.languages[place].code)));
  fit();
}

function draw(row, kind, name) {
  let filled = 0;
  for (const { code } of shown.languages) {
    let cell = [...row.children].find((one) => one.dataset.lang === code);
    if (!cell) {
      cell = made("div", "cell");
      cell.dataset.lang = code;
      cell.lang = code;
      row.append(cell);
    }
    cell.hidden = shown.hidden.has(code);
    const told = pages[kind].get(`${code} ${name}`) ?? [];
    if (!cell.hidden) filled += told.length;
    told.forEach((page, place) => paint(cell, place, page));
    while (cell.children.length > told.length) cell.lastChild.remove();
  }
  row.classList.toggle("none", !filled);
}

function paint(cell, place, { name, width, height }) {
  let page = cell.children[place];
  const fresh = !page;
  if (fresh) {
    page = made("figure", "page");
    page.append(made("img"));
    page.firstChild.alt = "";
    page.firstChild.loading = "lazy";
    page.addEventListener("animationend", () => page.classList.remove("fresh"));
    cell.append(page);
  }
  page.style.setProperty("--w", width);
  page.style.setProperty("--h", height);
  if (page.dataset.name === name) return;
  page.dataset.name = name;
  const address = `picture/${name}`;
  if (fresh) {
    page.firstChild.src = address;
    return;
  }
  const next = new Image();
  next.src = address;
  const put = () => {
    if (page.dataset.name !== name) return;
    page.firstChild.src = address;
    page.classList.remove("fresh");
    void page.offsetWidth;
    page.classList.add("fresh");
  };
  next.decode().then(put, put);
}

function fit() {
  const visible = shown.languages.filter(({ code }) => !shown.hidden.has(code)).length || 1;
  const widths = [...pages[shown.tab].values()].flat().map((page) => page.width);
  const common = widths.length ? widths.sort((one, other) => one - other)[Math.floor(widths.length / 2)] : 595;
  const room = (main.clientWidth - 48 - 26 * (visible - 1)) / visible;
  const whole = Math.max(0.2, Math.min(room / common, shown.tab === "slides" ? 2 : 1.6));
  const scale = shown.zoom[shown.tab] || whole;
  main.style.setProperty("--widest", common);
  main.style.setProperty("--scale", scale);
  at("percent").textContent = shown.zoom[shown.tab] ? `${Math.round(scale * 75)} %` : "fit";
}

// Acts, and leaves what is read where it was.
function steadily(act) {
  const here = () => main.scrollTop + main.clientHeight / 3;
  const row = [...views[shown.tab].children].find((one) => one.offsetTop + one.offsetHeight > here());
  const share = row ? (here() - row.offsetTop) / row.offsetHeight : 0;
  act();
  if (row?.offsetHeight) main.scrollTop += row.offsetTop + share * row.offsetHeight - here();
}

function zoom(sign) {
  const scale = Number(main.style.getPropertyValue("--scale")) || 1;
  shown.zoom[shown.tab] = sign === "0" ? 0 : Math.min(6, Math.max(0.2, scale * (sign === "+" ? 1.2 : 1 / 1.2)));
  steadily(fit);
}

function turn(code) {
  if (shown.hidden.has(code)) shown.hidden.delete(code);
  else if (shown.hidden.size < shown.languages.length - 1) shown.hidden.add(code);
  else shown.hidden = new Set();
  steadily(redraw);
}

const places = {};
function open(tab) {
  places[shown.tab] = main.scrollTop;
  shown.tab = tab;
  redraw();
  main.scrollTop = places[tab] ?? 0;
}

function step(by) {
  const tops = [...views[shown.tab].querySelectorAll(".page")].filter((page) => page.offsetParent).map((page) => page.offsetTop - 22);
  const sorted = [...new Set(tops)].sort((one, other) => one - other);
  const here = main.scrollTop;
  const next = by > 0 ? sorted.find((top) => top > here + 8) : sorted.reverse().find((top) => top < here - 8);
  if (next !== undefined) main.scrollTo({ top: next });
}

// --- findings

function list(stale) {
  const errors = shown.findings.filter((one) => one.severity === "error");
  const button = at("toggle");
  button.textContent = shown.findings.length === 1 ? "1 finding" : `${shown.findings.length} findings`;
  button.className = errors.length ? "error" : shown.findings.length ? "warning" : "";
  at("findings").replaceChildren(...(shown.findings.length ? shown.findings.map(entry) : [made("p", "note", "Nothing is wrong.")]));
  const banner = at("banner");
  banner.hidden = !errors.length && !shown.trouble;
  const head = shown.trouble || (errors.length === 1 ? "An error" : `${errors.length} errors`);
  const said = [made("h2", "", head + (stale ? "; the last good pages stay" : "; nothing is built while it stands"))];
  for (const one of errors.slice(0, 3)) {
    said.push(made("p", "", one.message), made("span", "place", one.place));
    if (one.text) said.push(made("pre", "", one.text));
  }
  banner.replaceChildren(...said);
}

function entry(one) {
  const box = made("div", `finding ${one.severity}`);
  const place = made("div", "row-of");
  const copy = made("button", "copy", "copy");
  copy.type = "button";
  copy.onclick = (event) => {
    event.stopPropagation();
    navigator.clipboard.writeText(one.place).then(() => (copy.textContent = "copied"));
  };
  const link = made("a", "", "edit");
  link.href = one.link;
  link.title = "open in VS Code";
  link.onclick = (event) => event.stopPropagation();
  place.append(made("span", "place", one.place), copy, link);
  box.append(made("p", "", one.message), place);
  if (one.text) box.append(made("pre", "", one.text));
  if (one.hint) box.append(made("p", "hint", one.hint));
  box.append(made("span", "code", one.code));
  box.onclick = () => go(one);
  return box;
}

function go({ row, lang, share }) {
  const target = row && rowOf(views.report, row);
  if (!target) return;
  if (shown.tab !== "report") open("report");
  if (shown.hidden.has(lang)) turn(lang);
  const cell = [...target.children].find((one) => one.dataset.lang === lang) ?? target;
  main.scrollTo({ top: target.offsetTop + share * cell.offsetHeight - main.clientHeight / 4 });
}

function findings() {
  const list = at("findings");
  steadily(() => {
    list.hidden = !list.hidden;
    fit();
  });
  at("toggle").setAttribute("aria-expanded", !list.hidden);
}

// --- hands

for (const button of document.querySelectorAll("[data-tab]")) button.onclick = () => open(button.dataset.tab);
for (const button of document.querySelectorAll("[data-zoom]")) button.onclick = () => zoom(button.dataset.zoom);
at("toggle").onclick = findings;
at("banner").onclick = () => at("findings").hidden && findings();
addEventListener("resize", () => steadily(fit));
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const keys = { j: () => step(1), k: () => step(-1), s: () => open("slides"), r: () => open("report"), f: findings };
  for (const sign of ["+", "-", "0"]) keys[sign] = () => zoom(sign);
  keys["="] = keys["+"];
  keys.PageDown = () => main.scrollBy({ top: main.clientHeight * 0.9 });
  keys.PageUp = () => main.scrollBy({ top: -main.clientHeight * 0.9 });
  shown.languages.forEach(({ code }, place) => (keys[String(place + 1)] = () => turn(code)));
  const act = keys[event.key];
  if (act) {
    act();
    event.preventDefault();
  }
});
main.focus();
redraw();
