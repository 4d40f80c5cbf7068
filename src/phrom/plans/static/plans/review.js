// The review page: what is clicked comes up without loading the page anew, its lines light up, and keys do the work.
// Every link and form works without it.
"use strict";
{
const review = document.querySelector(".review");
const scroll = review.querySelector(".source-scroll");
const unsent = document.getElementById("unsent");
const work = () => document.getElementById("work");

for (const part of document.querySelectorAll("[data-with-script]")) part.hidden = false;

// ---- the lines behind what is looked at
function mark() {
  for (const line of scroll.querySelectorAll("li.is-here")) line.classList.remove("is-here");
  for (const word of (work().dataset.states || "").split(" ").filter(Boolean)) {
    const [number, state] = word.split(":");
    const line = document.getElementById(`L${number}`);
    if (line) { line.className = state; line.querySelector(".line-mark")?.remove(); }
  }
  const numbers = (work().dataset.lines || "").split(" ").filter(Boolean);
  for (const number of numbers) document.getElementById(`L${number}`)?.classList.add("is-here");
  if (!numbers.length || reached === work().dataset.at) return;
  const first = document.getElementById(`L${numbers[0]}`);
  if (first) { into(first); return; }
  const wait = [...scroll.querySelectorAll(".part-wait")].find((part) => Number(part.dataset.last) >= Number(numbers[0]));
  if (wait) htmx.trigger(wait, "load-part");
}
let reached = null; // brought into sight once; then whoever scrolls is left alone
function into(line) {
  if (!line.offsetParent) return;
  reached = work().dataset.at;
  if (scroll.scrollHeight <= scroll.clientHeight) { line.scrollIntoView({ block: "center" }); return; }
  const box = scroll.getBoundingClientRect();
  const at = line.getBoundingClientRect();
  if (at.top < box.top + 40 || at.bottom > box.bottom - 40) scroll.scrollTop += at.top - box.top - box.height / 3;
}
function rove() {
  for (const link of scroll.querySelectorAll("a.ln:not([tabindex])")) link.tabIndex = -1; // arrows go from line to line
}

// ---- forms: what belongs to the chosen kind is shown, and its words are suggested until somebody types
function fit(changed) {
  for (const place of work().querySelectorAll("[data-place]")) {
    const chosen = place.elements.kind.selectedOptions[0];
    for (const of of place.querySelectorAll("[data-of]")) of.hidden = of.dataset.of !== chosen.value;
    if (changed && place.elements.words && !place.dataset.typed) place.elements.words.value = chosen.dataset.words;
  }
  for (const part of work().querySelectorAll("[data-with-script]")) part.hidden = false;
}

// ---- going to a point, a value or a line
function open(at) {
  const url = `${review.dataset.url}?at=${encodeURIComponent(at)}`;
  show("work");
  htmx.ajax("GET", url, { target: "#work", swap: "outerHTML" });
  history.replaceState(null, "", url);
}
function show(what) {
  review.dataset.shows = what;
  for (const tab of document.querySelectorAll("[data-show]")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.show === what));
  }
  if (what === "source") { reached = null; mark(); }
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-show]");
  if (tab) { show(tab.dataset.show); return; }
  if (event.target.closest("[data-again]")) { again(); return; }
  const line = event.target.closest(".source-part li");
  const link = event.target.closest("[data-at]:not(#work)") || (line && line.querySelector("[data-at]"));
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !review.contains(link)) return;
  if (window.getSelection().toString()) return; // words are being copied
  event.preventDefault();
  open(link.dataset.at);
});
review.addEventListener("change", (event) => {
  if (event.target.id === "place-kind") fit(true);
});
review.addEventListener("input", (event) => {
  if (event.target.id === "place-words") event.target.form.dataset.typed = "1";
});

// ---- keys: only while the hand is in the review and not typing
const typing = (element) => element.matches("input:not([type=checkbox], [type=radio]), textarea, select");
const press = (button) => { if (button) button.click(); return Boolean(button); };
const KEYS = {
  j: () => work().dataset.next && (open(work().dataset.next), true),
  k: () => work().dataset.previous && (open(work().dataset.previous), true),
  u: () => press(work().querySelector("[data-undo]")),
  x: () => press(work().querySelector("[data-aside]")),
  e: () => { const field = work().querySelector(".mend textarea, .mend select, .mend input:not([type=hidden]), #place-kind"); field?.focus(); return Boolean(field); },
};
let pressed = null; // in the moment in which the answer of the last key comes up
document.addEventListener("keydown", (event) => {
  if (work().classList.contains("htmx-added")) { pressed = event; event.preventDefault(); } else key(event);
});
function key(event) {
  const here = document.activeElement;
  if (event.ctrlKey || event.metaKey || event.altKey || !(here === document.body || review.contains(here))) return;
  if (event.key === "Escape" && typing(here)) { work().focus(); return; }
  if (typing(here)) return;
  if (scroll.contains(here) && ["ArrowDown", "ArrowUp"].includes(event.key)) { if (step(here, event.key)) event.preventDefault(); return; }
  const free = here === work() || here === document.body;
  if (event.key === "Enter" && free && press(work().querySelector("[data-main]"))) event.preventDefault();
  if (/^[1-9]$/.test(event.key)) { press(work().querySelector(`[data-option="${event.key}"]`)); return; }
  if (KEYS[event.key]?.()) event.preventDefault();
}
function step(here, key) {
  const lines = [...scroll.querySelectorAll("a.ln")];
  const now = lines.indexOf(here);
  const start = lines.findIndex((line) => line.closest("li").matches(".is-here"));
  const next = now < 0 ? lines[Math.max(0, start)] : lines[now + (key === "ArrowDown" ? 1 : -1)];
  next?.focus();
  return Boolean(next);
}

// ---- a saving that did not arrive: said, and sent again by hand; what was typed stays where it is
let failed = null;
function again() {
  unsent.hidden = true;
  if (failed && document.contains(failed)) htmx.trigger(failed, failed.matches("[data-mend]") ? "change" : "submit");
}
for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(kind, (event) => {
    if (event.detail.xhr && event.detail.xhr.status >= 400 && event.detail.xhr.status < 500) return; // said in words
    failed = event.detail.elt;
    unsent.hidden = false;
  });
}
document.addEventListener("htmx:afterSwap", (event) => {
  const { target } = event.detail;
  if (target.id === "work" || target.matches?.(".part-wait")) unsent.hidden = true;
});
document.addEventListener("htmx:afterSettle", (event) => {
  rove();
  if (!review.contains(event.detail.elt)) return;
  fit(false);
  mark();
  if (event.detail.elt.id !== "work") return;
  if (document.activeElement === document.body) work().focus({ preventScroll: true });
  const top = work().getBoundingClientRect().top;
  if (top < 0 || top > window.innerHeight / 2) work().scrollIntoView();
  if (pressed) { const again = pressed; pressed = null; key(again); }
});

rove();
fit(false);
mark();
}
