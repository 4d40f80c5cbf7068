// Differences to be taken or left: whole sections at once, arrows from tick to tick, and how many are taken.
// The page works without it.
"use strict";
{
const form = document.getElementById("differences");
const ticks = [...form.querySelectorAll("input[type=checkbox]")];
const count = document.querySelector("[data-count]");

for (const part of form.querySelectorAll("[data-with-script]")) part.hidden = false;

function tell() {
  const taken = ticks.filter((tick) => tick.checked).length;
  count.textContent = count.dataset.count.replace("{n}", taken).replace("{all}", ticks.length);
}

form.addEventListener("change", tell);
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tick]");
  if (!button) return;
  for (const tick of button.closest("fieldset").querySelectorAll("input[type=checkbox]")) {
    tick.checked = button.dataset.tick === "all";
  }
  tell();
});
form.addEventListener("keydown", (event) => {
  const at = ticks.indexOf(event.target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at < 0 || !step || !ticks[at + step]) return;
  event.preventDefault();
  ticks[at + step].focus();
});
window.addEventListener("pageshow", tell); // a browser that comes back keeps the ticks
}
