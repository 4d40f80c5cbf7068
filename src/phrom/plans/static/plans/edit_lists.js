// Steps are dragged to their place (the arrows beside them do the same), and a mistake in the YAML is shown at its line.
"use strict";

const yaml = document.getElementById("text");
if (yaml) document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-line]");
  if (!link) return;
  const before = yaml.value.split("\n").slice(0, Number(link.dataset.line) - 1).join("\n").length;
  const end = yaml.value.indexOf("\n", before + 1);
  yaml.focus();
  yaml.setSelectionRange(before ? before + 1 : 0, end < 0 ? yaml.value.length : end);
  yaml.scrollTop = (Number(link.dataset.line) - 4) * (yaml.scrollHeight / yaml.value.split("\n").length);
  event.preventDefault();
});

const things = document.querySelector("form[data-autosave]");
if (things) draggable(things);
function draggable(form) {
  // steps are dragged to their place
  let dragged = null;
  for (const item of form.querySelectorAll("[data-grip]")) item.draggable = true;
  form.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-item]");
    if (dragged) { dragged.classList.add("is-dragged"); event.dataTransfer.setData("text/plain", dragged.dataset.item); }
  });
  form.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-item]");
    form.querySelectorAll(".is-target").forEach((one) => one.classList.remove("is-target"));
    if (!dragged || !over || over.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    if (over !== dragged) over.classList.add("is-target");
  });
  form.addEventListener("drop", (event) => {
    const over = event.target.closest("[data-item]");
    if (!dragged || !over || over === dragged || over.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    const at = document.createElement("input"), act = document.createElement("button");
    at.type = "hidden"; at.name = "before"; at.value = over.dataset.item.split("/").pop();
    act.name = "op"; act.value = `place:${dragged.dataset.item}`; act.hidden = true;
    form.append(at, act);
    form.requestSubmit(act);
  });
  form.addEventListener("dragend", () => {
    form.querySelectorAll(".is-dragged, .is-target").forEach((one) => one.classList.remove("is-dragged", "is-target"));
    dragged = null;
  });
}
