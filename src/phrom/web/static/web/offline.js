// The page in place of one that the device does not have: what it has.
"use strict";
(async () => {
  const place = document.getElementById("kept-pages");
  const cache = self.caches && (await caches.open(outbox.PAGES));
  for (const request of (await cache?.keys()) || []) {
    const text = await (await cache.match(request)).text();
    const link = document.createElement("a");
    link.className = "menu-link";
    link.href = request.url;
    link.textContent = new DOMParser().parseFromString(text, "text/html").title.split(" · ").slice(0, -1).join(" · ");
    const item = document.createElement("li");
    item.append(link);
    place.querySelector("ul").append(item);
    place.hidden = false;
  }
})();
