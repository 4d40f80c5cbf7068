// The bar below the header: what waits in the device, what came back, whether the server is there.
"use strict";
const outboxBar = (() => {
  const bar = document.getElementById("outbox");
  const who = Number(document.body.dataset.who) || null;
  const view = { bar, who, fieldsOf, aheadOf, line, show, out: false, sent: 0 }; // out: the server did not answer

  // the server's time as far as the device knows it; in an exercise what its clock showed
  function time(act) {
    const at = new Date(act.at + (act.measured || 0) + 1000 * (act.ahead || 0));
    const said = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Bangkok" });
    return act.ahead ? bar.dataset.exercise.replace("{time}", said) : said;
  }
  function aheadOf(form) {
    const place = form.closest("[data-ahead]") || document.querySelector("[data-now][data-ahead]");
    return Number(place?.dataset.ahead) || 0;
  }
  function line(tag, text, name) {
    return Object.assign(document.createElement(tag), { textContent: text, className: name || "" });
  }
  async function show() {
    const acts = await outbox.all();
    const mine = acts.filter((act) => !act.membership || act.membership === who);
    const waiting = mine.filter((act) => act.state === "waiting");
    const others = acts.length - mine.length;
    const parts = [];
    if (waiting.length) parts.push(listed(waiting));
    else if (view.out) parts.push(line("p", bar.dataset.out));
    if (view.sent && !waiting.length) parts.push(said(bar.dataset.sent.replace("{n}", view.sent), bar.dataset.reload));
    if (others) parts.push(said(bar.dataset.others.replace("{n}", others), who ? "" : bar.dataset.signIn, document.body.dataset.signIn));
    parts.push(...mine.filter((act) => act.state === "refused").map(refusal));
    bar.replaceChildren(...parts);
    bar.hidden = !parts.length;
    for (const form of document.querySelectorAll("form[data-waits]")) {
      if (waiting.some((act) => act.key === form.dataset.waits)) continue;
      document.getElementById(`kept-${form.dataset.waits}`)?.remove(); // its buttons stay off until the page is loaded anew
      delete form.dataset.waits;
    }
    for (const act of waiting) mark(act);
    return waiting.length;
  }
  function said(text, words, address) {
    const shown = line("p", `${text} `);
    if (words) shown.append(Object.assign(line("a", words), { href: address || location.href }));
    return shown;
  }
  function listed(acts) {
    const list = line("details", "");
    const lines = acts.map((act) => line("li", `${time(act)} ${act.words}`));
    const whole = line("ul", "");
    whole.append(...lines);
    list.append(line("summary", bar.dataset.waiting.replace("{n}", acts.length)), whole);
    list.open = bar.querySelector("details")?.open || false;
    if (view.out) list.append(line("p", bar.dataset.out));
    return list;
  }
  function refusal(act) {
    const shown = line("p", `${bar.dataset.refused} ${time(act)} ${act.words}: ${act.message} `);
    const button = Object.assign(line("button", bar.dataset.dismiss, "linkish"), { type: "button" });
    button.addEventListener("click", async () => { await outbox.remove(act.seq); await show(); });
    shown.append(button);
    return shown;
  }
  // a form whose act waits says so beside itself, also on a page opened later
  const ABOUT = ["incident", "key", "person", "code"];
  const sameThing = (fields, other) => ABOUT.every((name) => String(fields[name] || "") === String(other[name] || ""));
  function mark(act) {
    for (const form of document.querySelectorAll(`form[data-outbox="${CSS.escape(act.kind)}"]`)) {
      if (form.dataset.once === undefined || !sameThing(fieldsOf(form, null), act.fields)) continue;
      for (const button of form.querySelectorAll("button")) button.disabled = true;
      form.dataset.waits = act.key;
      if (document.getElementById(`kept-${act.key}`)) continue;
      const shown = line("small", bar.dataset.kept.replace("{time}", time(act)), "kept-line");
      shown.id = `kept-${act.key}`;
      (form.closest(".task")?.querySelector("p") || form).append(shown);
    }
  }

  function fieldsOf(form, submitter) {
    const fields = {};
    const add = (name, value) => { if (typeof value === "string" && name !== "csrfmiddlewaretoken") (fields[name] ??= []).push(value); };
    for (const [name, value] of new FormData(form)) add(name, value);
    if (submitter?.name) add(submitter.name, submitter.value);
    if (form.dataset.incident) fields.incident = [form.dataset.incident];
    return fields;
  }
  return view;
})();
