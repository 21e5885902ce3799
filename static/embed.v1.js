/* Whence, version 1. Puts a form into a page, and remembers where the visitor came from. docs/embedding.md says how. */
(() => {
  "use strict";

  const VERSION = 1;
  const PATIENCE = 8000;
  const KEPT = "whence.visits";
  const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000;
  const CLOSE = { de: "Schließen", es: "Cerrar", fr: "Fermer", it: "Chiudi", nl: "Sluiten", pl: "Zamknij", pt: "Fechar" };

  // An element of a comment in the page may be named currentScript or whence, and would be found in their place.
  const script = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript").get.call(document);
  const asked = script ? script.dataset : {};
  // Only forms from where the script itself is from are shown or told anything.
  const home = script && /^https?:/.test(script.src) ? new URL("f/", script.src).href : "";
  const found = window.whence;
  const before = found && Object.getPrototypeOf(found) === Object.prototype ? found : {};
  const all = before.all || [];
  const twin = all.find((each) => each.home === home);
  if (twin) {
    // Pasted twice: the first one does the work.
    twin.keep(asked);
    twin.mount();
    return;
  }

  // ---- The visit
  // Global Privacy Control: who sends this signal is not remembered at all.
  const isOff = navigator.globalPrivacyControl === true;

  const thisVisit = () => {
    const url = new URL(location.href);
    // Tags may stand behind the hash; the server keeps no more of it.
    if (!/^#.{0,99}utm_/.test(url.hash)) url.hash = "";
    const tags = url.searchParams;
    for (const [name, value] of [...tags]) {
      // Of the identifier of a click its kind is enough; an e-mail address is nobody's business.
      if (value.includes("@")) tags.delete(name);
      else if (/id$|^epik$/i.test(name) && !/^utm_/i.test(name) && value.length > 9) tags.set(name, "1");
    }
    while (url.href.length > 1000 && url.search) {
      const longest = [...tags].sort((one, other) => other[1].length - one[1].length)[0];
      if (longest) tags.delete(longest[0]);
      else url.search = "";
    }
    let ref = document.referrer;
    if (ref.length > 1000) ref = new URL("/", ref).href;
    return { url: url.href, ref, at: Date.now() };
  };

  // Taken at once, before a page that changes itself changes its address.
  const here = thisVisit();
  const touches = { first: here, last: here };
  const keeping = { how: "page", onlyIfAgreed: false, agreed: before.consented === true };

  const isInternal = () => here.ref.startsWith(`${location.origin}/`);
  const isFresh = (touch) => touch && Date.now() - touch.at < THIRTY_DAYS;
  const remember = () => {
    if (isOff || keeping.how === "page" || (keeping.onlyIfAgreed && !keeping.agreed)) return;
    try {
      const box = keeping.how === "session" ? sessionStorage : localStorage;
      const kept = JSON.parse(box.getItem(KEPT)) || {};
      const last = isFresh(kept.last) && isInternal() ? kept.last : here;
      touches.first = isFresh(kept.first) ? kept.first : last;
      touches.last = last;
      box.setItem(KEPT, JSON.stringify(touches));
    } catch {
      // Storage is forbidden or full: then it is this page view only.
    }
  };

  const forget = () => {
    touches.first = touches.last = here;
    for (const name of ["sessionStorage", "localStorage"]) {
      try {
        window[name].removeItem(KEPT);
      } catch {
        // Forbidden: then there is nothing in it.
      }
    }
  };

  const keep = ({ keep: how, consent }) => {
    if (consent !== undefined) keeping.onlyIfAgreed = true;
    if (how !== "session" && how !== "30days") return;
    keeping.how = how;
    remember();
  };

  const visits = () => {
    if (isOff) return "";
    const { first, last } = touches;
    return JSON.stringify(first.at === last.at ? { last } : { first, last });
  };

  // ---- Links to the form take the visit along, behind the #
  const isOwn = (address) => home && address.startsWith(home);
  const handOver = (event) => {
    const link = event.composedPath().find((node) => node.tagName === "A" && node.href);
    if (!link || !visits() || !isOwn(link.href)) return;
    const { hash } = link;
    link.hash = `whence=${encodeURIComponent(visits())}`;
    // Who copies the link later on must not pass on the visit of somebody else.
    setTimeout(() => (link.hash = hash));
  };
  for (const kind of ["click", "auxclick"]) addEventListener(kind, handOver, true);

  // ---- The form
  const STYLE = `
    iframe { display: block; inline-size: 100%; block-size: 36rem; border: 0; visibility: hidden }
    .ready { visibility: visible }
    [hidden] { display: none !important }
    dialog { inline-size: min(42rem, 100vw - 2rem); max-inline-size: none; max-block-size: calc(100dvh - 2rem); padding: 0;
      border: 0; border-radius: .75rem; overflow: hidden; background: Canvas; color: CanvasText }
    dialog[open] { display: flex; flex-direction: column }
    dialog::backdrop { background: rgb(0 0 0 / 55%) }
    dialog iframe { flex: 0 1 auto; min-block-size: 0 }
    dialog.slider { block-size: 100dvh; max-block-size: none; inline-size: min(30rem, 100vw); margin: 0 0 0 auto;
      border-radius: 0 }
    .slider iframe { flex: 1 }
    button { align-self: flex-end; min-inline-size: 3rem; min-block-size: 3rem; border: 0; background: none; color: inherit;
      font: 1.5rem/1 sans-serif; cursor: pointer }
    button:focus-visible { outline: 3px solid; outline-offset: -6px }
    p { margin: 0; padding: 0 1.5rem 2rem; font: 1rem/1.5 sans-serif }
    p a { color: LinkText }
    @media (width < 30rem) {
      dialog { inline-size: 100vw; block-size: 100dvh; max-block-size: none; margin: 0; border-radius: 0 }
      dialog iframe { flex: 1 }
    }
    @media (prefers-reduced-motion: no-preference) {
      .slider[open] { animation: in .2s ease-out }
      @keyframes in { from { transform: translateX(100%) } }
    }`;

  const made = (tag, set) => Object.assign(document.createElement(tag), set);
  const known = new WeakMap();
  const mounted = new Set();
  class Embedded {
    constructor(box, link, form) {
      Object.assign(this, { box, link, form, isFailed: false, isSent: false, isNew: true, shown: 0 });
      const { mode, language, title } = box.dataset;
      // A page that says nothing of dark colours is light, and a dark form in it would look like a hole.
      const meta = document.querySelector("meta[name=color-scheme]");
      const around = getComputedStyle(box).colorScheme.replace("normal", meta ? meta.content : "");
      const asPage = /dark/.test(around) ? (/light/.test(around) ? "" : "dark") : "light";
      const theme = box.dataset.theme === "auto" ? "" : box.dataset.theme || asPage;
      const name = title || link.textContent.trim();
      const address = new URL(form.href.replace(/\/f\/([^/]*)$/, "/e/$1"));
      if (theme) address.searchParams.set("theme", theme);
      if (language) address.searchParams.set("language", language);
      this.slot = made("slot");
      this.frame = made("iframe", { src: address.href, title: name });
      this.frame.style.colorScheme = theme || "light dark";
      this.frame.addEventListener("load", () => {
        this.isNew = true;
        this.greet();
      });
      const inside = box.attachShadow({ mode: "open" });
      inside.append(this.slot);
      try {
        // Allowed where a strict policy of the website forbids style in the page.
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLE);
        inside.adoptedStyleSheets = [sheet];
      } catch {
        inside.append(made("style", { textContent: STYLE }));
      }
      if (mode === "popup" || mode === "slider") {
        this.inDialog(inside, mode, name, CLOSE[(language || "").slice(0, 2)] || "Close");
      } else {
        inside.append(this.frame);
        this.slot.hidden = true;
      }
    }

    inDialog(inside, mode, name, close) {
      this.dialog = made("dialog", { className: mode });
      this.dialog.setAttribute("aria-label", name);
      this.dialog.style.colorScheme = this.frame.style.colorScheme;
      const button = made("button", { type: "button", textContent: "×" });
      button.setAttribute("aria-label", close);
      this.way = made("p", { hidden: true });
      this.way.append(made("a", { href: this.link.href, target: "_blank", textContent: name }));
      this.dialog.append(button, this.way);
      inside.append(this.dialog);
      this.link.setAttribute("aria-haspopup", "dialog");
      button.addEventListener("click", () => this.dialog.close());
      this.dialog.addEventListener("click", ({ target }) => target === this.dialog && this.dialog.close());
      this.dialog.addEventListener("close", () => this.opener.focus());
      this.box.addEventListener("click", (event) => {
        const link = event.target.closest("a");
        const isPlain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
        if (!link || !isPlain || event.defaultPrevented || this.isFailed || !this.dialog.showModal) return;
        event.preventDefault();
        this.opener = link;
        if (!this.frame.isConnected) {
          this.dialog.append(this.frame);
          this.wait();
        }
        this.dialog.showModal();
      });
    }

    // Also for a box that a page has taken out and put back, whose frame then loads anew.
    wait() {
      this.shown = 0;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.shown || this.show(false), PATIENCE);
    }

    // Either the form can be seen, or the way to it.
    show(isReady) {
      this.isFailed = !isReady;
      // In a builder's frame the form's own page would be refused, too.
      if (!isReady && window !== top) this.link.target = "_blank";
      this.frame.hidden = !isReady;
      this.frame.classList.toggle("ready", isReady);
      if (this.dialog) this.way.hidden = isReady;
      else this.slot.hidden = isReady;
    }

    greet() {
      const { name, email, phone, need } = this.box.dataset;
      this.tell({ type: "hello", visit: visits(), fill: { name, email, phone, need } });
    }

    tell(words) {
      this.frame.contentWindow.postMessage({ whence: VERSION, ...words }, this.form.origin);
    }

    hear({ type, height, submitted, paper, ink }) {
      if (type === "escape" && this.dialog) this.dialog.close();
      if (height > 0 && height < 1e5) this.frame.style.blockSize = `${height}px`;
      if (type !== "ready") return;
      this.show(true);
      if (this.dialog) Object.assign(this.dialog.style, { background: paper, color: ink });
      // The next page of the form begins at its top, wherever the button of this one was.
      if (this.isNew && this.shown && !this.dialog && this.box.getBoundingClientRect().top < 0) this.box.scrollIntoView();
      this.isNew = false;
      this.shown += 1;
      if (submitted && !this.isSent) {
        const detail = { form: String(submitted) };
        this.box.dispatchEvent(new CustomEvent("whence:submitted", { bubbles: true, detail }));
      }
      this.isSent = !!submitted;
    }
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (!data || data.whence !== VERSION) return;
    for (const each of mounted) {
      if (source === each.frame.contentWindow && origin === each.form.origin) each.hear(data);
    }
  });

  const mount = () => {
    for (const each of mounted) if (!each.box.isConnected) mounted.delete(each);
    for (const box of document.querySelectorAll("[data-whence]")) {
      if (!known.has(box)) {
        const link = box.querySelector("a[href]");
        try {
          const form = new URL(box.dataset.whence || link.href, location.href);
          if (!isOwn(form.href) || !/\/f\/[^/]+$/.test(form.pathname)) throw form;
          known.set(box, new Embedded(box, link || box.appendChild(made("a", { href: form, textContent: "Form" })), form));
          keep(box.dataset);
        } catch {
          // No form of ours; the link stays what it is.
          known.set(box, null);
        }
      }
      const embedded = known.get(box);
      if (embedded && !mounted.has(embedded)) {
        mounted.add(embedded);
        if (embedded.frame.isConnected) embedded.wait();
      }
    }
  };

  const consent = (isGiven) => {
    keeping.agreed = window.whence.consented = isGiven === true;
    if (keeping.agreed) remember();
    else forget();
    for (const each of mounted) if (each.shown) each.greet();
  };

  // One for each place that scripts are from: each has its own forms, and all hear the same.
  if (all.push({ home, mount, keep, consent }) < 2) {
    const tell = (name) => (said) => all.forEach((each) => each[name](said));
    window.whence = { version: VERSION, all, mount: tell("mount"), keep: tell("keep"), consent: tell("consent") };
  }

  if (isOff) forget();
  keep(asked);
  const watch = () => {
    mount();
    new MutationObserver(mount).observe(document.documentElement, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", watch);
  else watch();
})();
