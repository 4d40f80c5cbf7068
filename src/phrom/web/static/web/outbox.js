// Forms marked data-outbox: what they say is kept in the device first and sent then, so that nothing is lost when the
// server is out of reach. Without IndexedDB they are ordinary forms. `outboxBar` shows what waits.
"use strict";
(() => {
  const { bar, who, fieldsOf, aheadOf, line, show } = outboxBar;
  const shownFromDevice = "kept" in document.body.dataset; // said by the service worker: is the server there at all?
  let usable = false;
  outboxBar.out = shownFromDevice;

  // ---- forms
  function wordsOf(form, submitter, fields) {
    const pressed = submitter ? submitter.getAttribute("aria-label") || submitter.textContent.trim() : "";
    const typed = ["text", "note", "reason", "detail"].map((name) => fields[name]?.[0]).find(Boolean);
    return [form.dataset.words, pressed, typed].filter(Boolean).join(" · ").slice(0, 300);
  }
  async function keepAndSend(form, submitter) {
    const fields = fieldsOf(form, submitter);
    let act;
    try {
      const membership = form.dataset.anybody === undefined ? who : null;
      act = await outbox.keep({ kind: form.dataset.outbox, membership, fields, ahead: aheadOf(form), words: wordsOf(form, submitter, fields) });
    } catch {
      delete form.dataset.outbox; // the device is full: the ordinary way
      releaseForm(form);
      form.requestSubmit(submitter);
      return;
    }
    const report = await outbox.send();
    outboxBar.out = !report.reached;
    const answer = report.answers.get(act.key);
    const done = () => location.assign(form.dataset.go || location.pathname + location.search);
    if (!answer) { // waits, or another window or the worker was quicker
      return (await outbox.all()).some((one) => one.seq === act.seq) ? waits(form) : done();
    }
    if (answer.state === "refused") { await outbox.remove(act.seq); return problem(form, answer.message); }
    if (form.dataset.then !== "submit") return done();
    // taken in; the same once more by the ordinary way changes nothing and shows its page
    if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
    HTMLFormElement.prototype.submit.call(form);
  }
  function waits(form) {
    releaseForm(form);
    if (form.dataset.once === undefined) form.reset();
    show();
    navigator.storage?.persist?.(); // so that the device does not clear it away
    navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("outbox")).catch(() => {});
    bar.scrollIntoView({ block: "nearest" });
  }
  function problem(form, message) {
    releaseForm(form);
    form.querySelector(":scope > .outbox-problem")?.remove();
    const note = line("p", message, "note bad outbox-problem");
    note.setAttribute("role", "alert");
    form.prepend(note);
    show();
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.forget !== undefined) outbox.forgetPages().catch(() => {});
    if (!usable || event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.outbox) { event.preventDefault(); keepAndSend(form, event.submitter); return; }
    if (!outboxBar.out) return;
    event.preventDefault(); // what cannot wait in the device is not sent into nothing
    outbox.hello().then((answer) => {
      outboxBar.out = !answer;
      releaseForm(form);
      if (answer) form.requestSubmit(event.submitter); else problem(form, bar.dataset.needs);
    });
  });

  // ---- sending again: whenever there is a chance
  async function again() {
    const report = await outbox.send();
    outboxBar.out = !report.reached;
    outboxBar.sent += report.answers.size;
    await show();
    const pages = report.hello?.pages || [];
    if (!pages.length || !self.caches || Date.now() - ((await outbox.fact("fetched")) || 0) < 5 * 60000) return;
    await outbox.fetchPages(pages);
    await outbox.setFact("fetched", Date.now()); // only when they are there: else the next page fetches them
  }
  async function begin() {
    const owner = (await outbox.fact("owner")) ?? null;
    usable = true;
    if (!shownFromDevice && owner !== who) {
      await outbox.forgetPages();
      await outbox.setFact("fetched", 0);
      await outbox.setFact("owner", who);
    }
    const waiting = await show();
    const fresh = Date.now() - ((await outbox.fact("fetched")) || 0) < 5 * 60000;
    if (waiting || outboxBar.out || (who && !fresh)) await again();
  }
  setInterval(async () => { if (usable && (outboxBar.out || (await show()))) again(); }, 15000);
  for (const chance of ["online", "visibilitychange"]) {
    (chance === "online" ? window : document).addEventListener(chance, () => { if (usable && !document.hidden) again(); });
  }
  if (bar && self.indexedDB) begin().catch(() => {});
  // only https and this machine itself may have a worker; the page itself comes first
  window.addEventListener("load", () => navigator.serviceWorker?.register(bar.dataset.worker).catch(() => {}));
})();
