// What the server says to a saved field, put where it belongs: what is wrong beside the field, findings at their places.
"use strict";

const slotsShown = new Map();
function nodesOf(html) {
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
}
function showAnswer(form, path, answer, useMine) {
  const field = document.getElementById(path);
  if (field) showNotice(form, field, answer.errors[path], answer.conflicts[path], useMine);
  for (const slot of document.querySelectorAll("[data-slot]")) {
    if (slot.contains(document.activeElement)) continue; // a reason is being written there
    const html = answer.slots[slot.dataset.slot] || "";
    if (slotsShown.get(slot) === html) continue;
    slotsShown.set(slot, html);
    slot.replaceChildren(...nodesOf(html));
  }
  document.getElementById("side").replaceChildren(...nodesOf(answer.side));
  document.getElementById("left").replaceChildren(...nodesOf(answer.left));
  document.getElementById("undo").elements.revision.value = answer.revision;
  document.querySelector("[data-undo]").hidden = !answer.revision;
  if (field) oneMorePlace(field);
}
function showNotice(form, field, error, conflict, useMine) {
  const place = field.querySelector("[data-say]");
  const { theirs, mine, reload } = form.dataset;
  field.classList.toggle("bad", Boolean(error || conflict));
  place.replaceChildren();
  const text = error || (conflict && theirs.replace("{theirs}", conflict.theirs).replace("{mine}", conflict.mine));
  if (!text) return;
  const line = document.createElement("p");
  line.className = "err";
  line.setAttribute("role", "alert");
  line.textContent = text;
  place.append(line);
  if (!conflict) return;
  const own = document.createElement("button");
  own.type = "button";
  own.className = "btn line";
  own.textContent = mine;
  own.addEventListener("click", () => { place.replaceChildren(); useMine(); });
  const other = document.createElement("a");
  other.className = "btn line";
  other.href = location.href;
  other.textContent = reload;
  const row = document.createElement("p");
  row.className = "row";
  row.append(own, other);
  place.append(row);
}
// people in order: a further place appears when the last one is taken
function oneMorePlace(field) {
  const list = field.querySelector("ol.order");
  if (!list || !list.lastElementChild.querySelector("select, input").value) return;
  const next = list.lastElementChild.cloneNode(true);
  const select = next.querySelector("select, input"), label = next.querySelector("label");
  select.value = "";
  select.id = label.htmlFor = `${select.id}+`;
  label.textContent = label.textContent.replace(/\d+/, list.children.length + 1);
  list.append(next);
}
