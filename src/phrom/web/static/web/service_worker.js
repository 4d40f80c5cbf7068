// Pages open without the server: the newest that the device has. `phrom` (version, parts, offline) comes from the
// server in front of this text (web/offline.py), so that a changed part makes a new worker.
"use strict";
importScripts(phrom.store);
const PARTS = `phrom-parts-${phrom.version}`; // style sheets, scripts, fonts, the page that says there is no network
const PATIENCE = 6000; // milliseconds until a page from the device is shown instead
const OLDEST = 14 * 24 * 3600 * 1000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(PARTS).then((cache) => cache.addAll(phrom.parts)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("phrom-parts-") && name !== PARTS) await caches.delete(name);
    await self.clients.claim();
  })());
});
self.addEventListener("sync", (event) => event.waitUntil(outbox.send()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(request.method === "GET" ? read(event) : send(request));
  else if (request.method === "GET" && phrom.folders.some((folder) => address.pathname.startsWith(folder))) event.respondWith(part(request));
});

async function part(request) {
  const known = await caches.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) { const copy = answer.clone(); caches.open(PARTS).then((cache) => cache.put(request, copy)); }
  return answer;
}
async function read(event) {
  const { request } = event;
  const asked = fetch(request).then((answer) => {
    if (answer.ok) event.waitUntil(outbox.keepPage(request.url, answer.clone()));
    return answer;
  });
  const kept = await keptPage(request.url);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    const answer = await (kept ? Promise.race([asked, late]) : asked);
    if (answer && ![502, 503, 504].includes(answer.status)) return answer;
    return kept || (await offlinePage()) || answer;
  } catch {
    return kept || (await offlinePage()) || Response.error();
  } finally {
    asked.catch(() => {});
  }
}
async function send(request) {
  try {
    return await fetch(request);
  } catch {
    return (await offlinePage()) || Response.error();
  }
}
async function keptPage(address) {
  const known = await (await caches.open(outbox.PAGES)).match(address);
  const date = known && Date.parse(known.headers.get("Date"));
  return known && Date.now() - date < OLDEST ? marked(known, date) : null;
}
const offlinePage = async () => {
  const known = await caches.match(phrom.offline);
  return known && marked(known, Date.now());
};
// the page knows that it comes from the device, and how old it is
async function marked(answer, date) {
  const text = (await answer.text()).replace("<body", `<body data-kept="${new Date(date).toISOString()}"`);
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(text, { headers });
}
