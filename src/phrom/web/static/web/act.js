// Small helpers for forms and messages. Every page works without them.
"use strict";

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (event.defaultPrevented || form.hasAttribute("hx-post")) return;
  form.dataset.sent = "1";
  for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
    button.setAttribute("aria-disabled", "true");
  }
});
function releaseForm(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-disabled]").forEach((b) => b.removeAttribute("aria-disabled"));
}
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(releaseForm));

// Where a file is dropped or chosen: say which, refuse a too large one at once, send it.
function take(drop, input) {
  const file = input.files[0];
  if (!file) return;
  const problem = drop.querySelector("[data-too-large]");
  const tooLarge = file.size > Number(drop.dataset.maxBytes || Infinity);
  if (problem) problem.hidden = !tooLarge;
  if (tooLarge) { input.value = ""; return; }
  const said = drop.querySelector("[data-reading]");
  if (said) { said.hidden = false; said.textContent = `${said.dataset.reading} ${file.name}`; }
  drop.requestSubmit();
}
for (const drop of document.querySelectorAll("form[data-drop]")) {
  const input = drop.querySelector("input[type=file]");
  input.addEventListener("change", () => take(drop, input));
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("is-over"); });
  }
  drop.addEventListener("dragleave", (event) => {
    if (!drop.contains(event.relatedTarget)) drop.classList.remove("is-over");
  });
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; take(drop, input); }
  });
}

// Messages stay until dismissed or ten seconds; one that tells of a fault, or is being read, stays.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dismiss]");
  if (button) button.closest("[data-toast]").remove();
  if (event.target.closest("[data-print]")) window.print();
});
for (const toast of document.querySelectorAll("[data-toast]:not(.bad)")) {
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, 3000); else toast.remove();
  };
  setTimeout(leave, 10000);
}
