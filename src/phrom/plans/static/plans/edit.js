// Fields save themselves: one after the other, each against what was stored when it was shown. What cannot be sent is
// kept on this device and sent when the server answers again. Without this script the pages have a button.
"use strict";

const form = document.querySelector("form[data-autosave]");
if (form) start(form);

function start(form) {
  const status = document.querySelector("[data-saving]");
  const kept = `phrom-kept:${form.dataset.draft}:${location.pathname}`;
  const dirty = new Map(); // field by path, in the order of typing
  let shownAt = form.elements.base.value; // the revision that the page was made from
  let latest = shownAt, alone = true, busy = false, away = false, timer = 0;

  const say = (text, isAway = false) => {
    status.querySelector("[data-said]").textContent = text;
    status.classList.toggle("is-away", isAway);
  };
  const controls = (field) => [...field.querySelectorAll("[name]:not([type=hidden])")].filter((c) => c.name === field.dataset.field);
  const values = (field) => controls(field)
    .filter((c) => !["checkbox", "radio"].includes(c.type) || c.checked).map((c) => c.value);

  // a name out of the list of people is sent when it is whole, or when the field is left
  const halfTyped = (box) => Boolean(box.list && ![...box.list.options].some((one) => one.value === box.value));
  function touched(field) {
    dirty.set(field.dataset.field, { base: field.dataset.base || shownAt, values: values(field), key: crypto.randomUUID ? crypto.randomUUID() : String(Math.random()) });
    remember();
  }
  function remember() {
    try {
      if (dirty.size) localStorage.setItem(kept, JSON.stringify([...dirty]));
      else localStorage.removeItem(kept);
    } catch { /* a full or forbidden store: the page itself still has it */ }
  }
  form.addEventListener("input", (event) => {
    const field = event.target.closest("[data-field]");
    if (!field || halfTyped(event.target)) return;
    touched(field);
    clearTimeout(timer);
    timer = setTimeout(send, 900);
  });
  form.addEventListener("change", (event) => {
    const field = event.target.closest("[data-field]");
    if (!field) return;
    if (event.target.list) touched(field);
    clearTimeout(timer);
    send();
  });
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", send);
  setInterval(() => { if (away) send(); }, 5000);

  async function send() {
    if (busy || !dirty.size) return;
    busy = true;
    say(status.dataset.busy);
    while (dirty.size) {
      const [path, one] = dirty.entries().next().value;
      const body = new URLSearchParams({ base: one.base, present: path, key: one.key, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      for (const value of one.values) body.append(path, value);
      let answer;
      try {
        const response = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
        if (response.status >= 500) throw new Error("away");
        answer = (response.headers.get("Content-Type") || "").includes("json") ? { ok: response.ok, ...(await response.json()) } : null;
      } catch {
        away = true;
        say(status.dataset.away, true);
        break;
      }
      away = false;
      if (!answer) { say(status.dataset.lost, true); break; }
      if (!answer.ok) { say(answer.message || status.dataset.lost, true); break; }
      if (dirty.get(path) === one) dirty.delete(path); // typed on meanwhile: once more, against what is stored now
      else dirty.get(path).base = String(answer.revision);
      remember();
      told(path, answer);
    }
    busy = false;
  }

  function told(path, answer) {
    if (answer.revision > Number(latest) + 1) alone = false;
    latest = String(answer.revision);
    const field = document.getElementById(path);
    if (field) field.dataset.base = latest;
    showAnswer(form, path, answer, () => { touched(field); send(); });
    say(answer.saved);
  }

  // a button of the form: first what is typed, then the act, against what the page showed unless only we went on
  form.addEventListener("submit", async (event) => {
    if (form.dataset.flushed) return;
    clearTimeout(timer);
    if (!busy && !dirty.size) { only(); return; }
    event.preventDefault();
    const button = event.submitter;
    for (let n = 0; (busy || dirty.size) && n < 100; n += 1) {
      await send();
      if (away || (!busy && dirty.size)) return; // said above the form; nothing was pressed
      if (busy) await new Promise((go) => setTimeout(go, 50));
    }
    only();
    form.requestSubmit(button);
  }, true);
  function only() { // fields that are stored are not sent once more
    for (const one of form.querySelectorAll(".field:not(.bad) > input[name=present]")) one.disabled = true;
    form.elements.base.value = alone ? latest : shownAt;
    form.dataset.flushed = "1";
  }
  window.addEventListener("pageshow", () => { delete form.dataset.flushed; });

  // what was kept when the server was away or the page was closed
  try {
    const before = JSON.parse(localStorage.getItem(kept) || "[]");
    for (const [path, one] of before) {
      const field = document.getElementById(path);
      if (!field) continue;
      put(field, one.values);
      dirty.set(path, one);
    }
    if (dirty.size) { say(status.dataset.again); send(); } else localStorage.removeItem(kept);
  } catch { localStorage.removeItem(kept); }
  function put(field, texts) {
    const boxes = controls(field);
    boxes.forEach((box, n) => {
      if (["checkbox", "radio"].includes(box.type)) box.checked = texts.includes(box.value);
      else box.value = texts[n] ?? "";
    });
  }
}
