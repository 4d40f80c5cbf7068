// Live parts of a page: fragments asked for again (htmx), clocks that count on, a notice when news stays away.
"use strict";

// ---- fragments: ask only for what changed, never change what a person's hand is on
const tags = new Map();
let lastNews = Date.parse(document.body.dataset.kept) || Date.now(); // a page from the device is as old as it is
let ahead = 0; // by how much the device's clock is before the server's (milliseconds), from what the server last sent

document.addEventListener("htmx:configRequest", (event) => {
  const { verb, path, headers } = event.detail;
  if (verb === "get" && tags.has(path)) headers["If-None-Match"] = tags.get(path);
});
let pressed = null; // between finger down and finger up nothing may move away under it
let looking = null; // where the keyboard was before a swap
for (const type of ["pointerdown", "pointerup", "pointercancel"]) {
  document.addEventListener(type, (event) => { pressed = type === "pointerdown" ? event.target : null; }, true);
}
const TYPING = "input:not([type=hidden]), select, textarea";
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target, requestConfig } = event.detail;
  const live = requestConfig.verb === "get" && xhr.status === 200 && target.hasAttribute("data-live");
  const held = document.activeElement;
  if (live && (target.contains(pressed) || (target.contains(held) && held.matches(TYPING)))) {
    event.detail.shouldSwap = false; // shown with the next answer; after a minute the notice says how old this is
    return;
  }
  const sent = Date.parse(xhr.getResponseHeader("Date"));
  if (sent) ahead = Math.abs(Date.now() - sent) > 5000 ? Date.now() - sent : 0; // the way here takes some seconds too
  if (xhr.status === 304 || xhr.status < 300) news();
  if (requestConfig.verb !== "get" || xhr.status !== 200) return;
  looking = live && target.contains(held) && !held.id ? alike(target, held) : null;
  const tag = xhr.getResponseHeader("ETag");
  if (tag) tags.set(requestConfig.path, tag);
});
// which of the links or buttons of this kind it is: those with an id are found again by htmx
function alike(part, one) {
  const marks = ["href", "name", "value"].filter((name) => one.hasAttribute(name));
  const kind = one.localName + marks.map((name) => `[${name}="${CSS.escape(one.getAttribute(name))}"]`).join("");
  return { part: part.id, kind, at: [...part.querySelectorAll(kind)].indexOf(one) };
}
document.addEventListener("htmx:afterSwap", () => {
  const part = looking && document.getElementById(looking.part);
  const found = part && part.querySelectorAll(looking.kind)[looking.at];
  looking = null;
  if (found) found.focus({ preventScroll: true });
});
document.addEventListener("htmx:afterSwap", count);
// a pressed button that is gone leaves the keyboard at what it changed
document.addEventListener("htmx:afterSwap", (event) => {
  const { verb, elt } = event.detail.requestConfig;
  const place = verb === "post" && document.activeElement === document.body && elt.closest("[id][tabindex='-1']");
  const now = place && document.getElementById(place.id);
  if (now) now.focus({ preventScroll: true });
});

// ---- stale: from a minute without news on a page that has live parts
function news() {
  lastNews = Date.now();
  const notice = document.getElementById("stale");
  if (notice) notice.hidden = true;
}
function stale() {
  const notice = document.getElementById("stale");
  const quiet = Date.now() - lastNews;
  if (!notice || !document.querySelector("[data-live], body[data-kept]") || quiet < 60000) return;
  const time = new Date(lastNews).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const text = notice.dataset.text.replace("{time}", time).replace("{minutes}", Math.floor(quiet / 60000));
  if (notice.dataset.shown === text && !notice.hidden) return;
  notice.dataset.shown = text;
  const line = document.createElement("p");
  const link = document.createElement("a");
  line.append(text, " ", link);
  link.href = location.href;
  link.textContent = notice.dataset.reload;
  notice.replaceChildren(line);
  notice.hidden = false;
}

// ---- clocks: from the stored deadline, so that they are right without news as well
function words(milliseconds) {
  const w = document.body.dataset;
  let minutes = Math.floor(milliseconds / 60000);
  const days = Math.floor(minutes / 1440);
  minutes -= days * 1440;
  const hours = Math.floor(minutes / 60);
  minutes -= hours * 60;
  const parts = [];
  if (days) parts.push(`${days} ${w.day}`);
  if (hours) parts.push(`${hours} ${w.h}`);
  if (minutes || !parts.length) parts.push(`${minutes} ${w.min}`);
  return parts.slice(0, 2).join(" ").replaceAll(" ", "\u00a0");
}
function count() {
  const now = Date.now() - ahead;
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const end = Date.parse(clock.dataset.deadline);
    const start = Date.parse(clock.dataset.started);
    const used = Math.min(1, Math.max(0, (now - start) / (end - start)));
    const text = clock.querySelector("[data-left]") || clock;
    const left = end - now;
    const said = left >= 0 ? words(left) : `${document.body.dataset.late} ${words(-left)}`;
    if (text.textContent !== said) text.textContent = said;
    const bar = clock.querySelector("rect.used");
    if (bar) bar.setAttribute("width", `${(used * 98.5).toFixed(1)}%`);
    if (used > 0.75) {
      clock.classList.add("hot");
      text.classList.add("late");
      if (bar) bar.classList.add("bad");
    }
  }
}
function tell() {
  for (const place of document.querySelectorAll("[data-now]")) {
    const now = new Date(Date.now() - ahead + 1000 * Number(place.dataset.ahead || 0)); // an exercise's own time
    const time = now.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Bangkok" });
    const said = place.textContent.replace(/\d\d:\d\d/, time);
    if (said !== place.textContent) place.textContent = said;
  }
}
stale();
setInterval(() => { count(); stale(); tell(); }, 5000);
