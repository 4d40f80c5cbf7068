// What a person did while the server may be out of reach: kept in the device, sent in order, each once. Used by pages
// and by the service worker. Nothing here touches a page.
"use strict";
self.outbox = (() => {
  const ADDRESS = "/outbox/";
  const PAGES = "phrom-pages"; // pages for reading without network; gone when another person signs in, or nobody
  const PATIENCE = 8000; // milliseconds until a silent server counts as out of reach

  // ---- IndexedDB: `acts` in their order, and what the device knows (`facts`)
  let opening = null;
  function database() {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("phrom", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("acts", { keyPath: "seq", autoIncrement: true });
        request.result.createObjectStore("facts");
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => { opening = null; reject(request.error); };
    });
    return opening;
  }
  async function ask(store, mode, question) {
    const transaction = (await database()).transaction(store, mode);
    return new Promise((resolve, reject) => {
      const request = question(transaction.objectStore(store));
      // written only once the whole transaction is
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }
  const all = () => ask("acts", "readonly", (acts) => acts.getAll());
  const put = (act) => ask("acts", "readwrite", (acts) => acts.put(act));
  const remove = (seq) => ask("acts", "readwrite", (acts) => acts.delete(seq));
  const fact = (name) => ask("facts", "readonly", (facts) => facts.get(name));
  const setFact = (name, value) => ask("facts", "readwrite", (facts) => facts.put(value, name));

  function newKey() { // crypto.randomUUID is missing on plain http, as in an office's own network
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }
  // `act`: kind, membership, fields (name → values), words, ahead (seconds, of an exercise's clock). Dated by the device, with how wrong it was last seen to be.
  async function keep(act) {
    const kept = { ...act, key: newKey(), at: Date.now(), measured: (await fact("measured")) ?? null, state: "waiting" };
    return { ...kept, seq: await put(kept) };
  }

  // ---- the server
  async function reach(options) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(ADDRESS, { cache: "no-store", credentials: "same-origin", signal: stop.signal, ...options });
      if ([502, 503, 504].includes(answer.status)) return null;
      return { status: answer.status, said: await answer.json() };
    } catch {
      return null; // no network, no server, or somebody else's page in between
    } finally {
      clearTimeout(timer);
    }
  }
  // Who is signed in, a fresh token, what to keep for reading; null: out of reach. The device's clock is measured by it.
  async function hello() {
    const asked = Date.now();
    const answer = await reach({});
    if (!answer || answer.said.phrom !== 1) return null;
    await setFact("measured", Math.round(answer.said.now - (asked + Date.now()) / 2));
    return answer.said;
  }
  async function post(act, token) {
    const { key, kind, membership, at, measured, fields } = act;
    const body = JSON.stringify({ key, kind, membership, at, measured, fields, now: Date.now() });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" };
    const answer = await reach({ method: "POST", headers, body });
    return answer && answer.status === 403 ? null : answer;
  }

  let sending = null;
  // Send what waits, in its order. { reached, hello, answers: key → { state, message } }
  async function send() {
    while (sending) await sending;
    sending = sendAll();
    try { return await sending; } finally { sending = null; }
  }
  async function sendAll() {
    const said = await hello();
    const answers = new Map();
    if (!said) return { reached: false, hello: null, answers };
    for (const act of (await all()).filter((one) => one.state === "waiting")) {
      if (act.membership && !said.memberships.includes(act.membership)) continue; // until its owner signs in
      const answer = await post(act, said.csrf);
      if (!answer) return { reached: false, hello: said, answers };
      const { state, message } = answer.said;
      if (state === "done") await remove(act.seq);
      else if (state === "refused") await put({ ...act, state, message });
      else continue; // a fault of the server, or too many guesses: kept, the others go on
      answers.set(act.key, { state, message });
    }
    return { reached: true, hello: said, answers };
  }

  // ---- pages for reading
  async function keepPage(address, answer) {
    if (!answer.ok || answer.headers.get("X-Keep-On-Device") !== "1") return;
    // a copy, whole before the one on the device goes; a redirected answer must not be shown for a navigation
    const copy = new Response(await answer.blob(), { headers: answer.headers });
    const cache = await caches.open(PAGES);
    await cache.put(address, copy); // in one step, and last in line: a page closed meanwhile leaves the older one
    const known = await cache.keys();
    for (const old of known.slice(0, Math.max(0, known.length - 60))) await cache.delete(old);
  }
  async function fetchPages(addresses) {
    for (const address of addresses) {
      const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
      if (answer) await keepPage(address, answer).catch(() => {}); // cut off on its way: the older one stays
    }
  }
  const forgetPages = async () => { if (self.caches) await caches.delete(PAGES); };

  return { PAGES, all, remove, fact, setFact, keep, hello, send, keepPage, fetchPages, forgetPages };
})();
