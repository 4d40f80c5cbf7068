// Old syntax on purpose: whatever is not encrypted must work on phones of ten years ago, and does so without this script.
(function () {
  'use strict';
  var OLD_DAYS = 180;

  function each(selector, act) {
    var found = document.querySelectorAll(selector);
    for (var i = 0; i < found.length; i += 1) act(found[i], i);
  }

  // what is ticked stays ticked where the phone lets a file remember things
  function keepTicks() {
    var name = 'phrom-pocket-' + document.documentElement.getAttribute('data-code');
    var ticked = {};
    try { ticked = JSON.parse(localStorage.getItem(name)) || {}; } catch (error) { ticked = {}; }
    each('label.step input', function (box, i) {
      box.checked = Boolean(ticked[i]);
      box.addEventListener('change', function () {
        ticked[i] = box.checked;
        try { localStorage.setItem(name, JSON.stringify(ticked)); } catch (error) { /* the tick is still seen */ }
      });
    });
  }

  function tellAge() {
    var made = Date.parse(document.documentElement.getAttribute('data-made') || '');
    var days = (Date.now() - made) / 86400000;
    if (days > OLD_DAYS) document.getElementById('old').hidden = false;
  }

  function openForPrint() {
    window.addEventListener('beforeprint', function () {
      each('details', function (part) { part.open = true; });
    });
  }

  function bytes(base64) {
    var text = atob(base64), out = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i += 1) out[i] = text.charCodeAt(i);
    return out;
  }

  function opened(sealed, passphrase) {
    var subtle = window.crypto.subtle;
    var typed = new TextEncoder().encode(passphrase.normalize('NFC'));
    return subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']).then(function (secret) {
      var how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(sealed.getAttribute('data-salt')),
        iterations: Number(sealed.getAttribute('data-rounds')) };
      return subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
    }).then(function (key) {
      var how = { name: 'AES-GCM', iv: bytes(sealed.getAttribute('data-nonce')) };
      return subtle.decrypt(how, key, bytes(sealed.textContent));
    }).then(function (plain) { return new TextDecoder().decode(plain); });
  }

  function lock(form) {
    var sealed = document.getElementById('sealed'), said = document.getElementById('said');
    var field = form.querySelector('input'), button = form.querySelector('button');
    if (!window.crypto || !window.crypto.subtle || !window.TextDecoder) {
      said.textContent = said.getAttribute('data-unable');
      button.disabled = true;
      return;
    }
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      button.disabled = true;
      said.textContent = said.getAttribute('data-waiting');
      opened(sealed, field.value).then(function (html) {
        var main = document.getElementById('plan');
        main.innerHTML = html;
        main.focus();
        window.scrollTo(0, 0);
        keepTicks();
      }, function () {
        button.disabled = false;
        said.textContent = said.getAttribute('data-wrong');
        field.select();
      });
    });
  }

  tellAge();
  openForPrint();
  var form = document.getElementById('lock');
  if (form) { lock(form); } else { keepTicks(); }
}());
