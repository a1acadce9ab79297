// Keeps what is being written in this browser until it is saved, and offers it back to the same person. The server says
// in data attributes of the form's marker which form this is and what is too private to keep; after a save it sets a
// cookie with the name under which the text was kept (editing/unsaved.py). All words come from the page.
"use strict";
{
  const SECONDS_BETWEEN = 2;
  const LONGEST_AGE = 14 * 24 * 60 * 60 * 1000;
  const PREFIX = "unsaved ";  // "unsaved <person> <form> <name>" -> "<milliseconds> <JSON>"
  const SENT = "kept sent";  // in this window: the name of what was sent last
  const page = document.currentScript.dataset;

  const attempt = (act) => { try { return act(); } catch { return null; } };  // storage may be off, full or refused
  const keys = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];
  function remove(key) {
    attempt(() => localStorage.removeItem(key));
    window.onDisk.remove(key);
  }

  function sweep() {
    for (const key of keys()) {
      const age = Date.now() - parseInt(attempt(() => localStorage.getItem(key)), 10);
      if (!(Math.abs(age) < LONGEST_AGE)) remove(key);
    }
  }

  function removeSaved() {
    for (const [, name, sentAt] of document.cookie.matchAll(/(?:^|; )saved-([a-z0-9]+)=(\d+)/g)) {
      const isSaved = (key) => key.endsWith(` ${name}`) && parseInt(attempt(() => localStorage.getItem(key)), 10) <= Number(sentAt);
      keys().filter(isSaved).forEach(remove);
      attempt(() => sessionStorage.getItem(SENT) === name && sessionStorage.removeItem(SENT));
      document.cookie = `saved-${name}=; path=${page.path}; max-age=0`;
    }
  }

  function read(key) {
    const [, at, json] = /^(\d+) (.+)$/s.exec(attempt(() => localStorage.getItem(key)) ?? "") ?? [];
    const text = json && attempt(() => JSON.parse(json));
    return text ? { ...text, key, at: Number(at), name: key.split(" ").pop() } : null;
  }

  const marker = document.querySelector("form [data-unsaved-form]");
  class Keeper {
    form = marker.form;
    words = marker.dataset;
    prefix = `${PREFIX}${page.person} ${this.words.unsavedForm} `;
    notKept = (this.words.notKept ?? "").split(" ").filter(Boolean).map((name) => new RegExp(`^${name.replaceAll("*", ".*")}$`));
    isDue = false;
    isOver = false;
    hasFailed = false;

    constructor() {
      this.sent = attempt(() => sessionStorage.getItem(SENT));
      attempt(() => sessionStorage.removeItem(SENT));
      this.kept = keys().filter((key) => key.startsWith(this.prefix)).map(read).filter(Boolean).sort((one, other) => other.at - one.at);
      const wasSent = this.kept.find((text) => text.name === this.sent);
      const isShown = Boolean(this.words.unsavedName);  // the server shows it in the form already
      this.name = this.words.unsavedName || wasSent?.name || `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 10)}`;
      this.input = Object.assign(document.createElement("input"), { type: "hidden", name: "_unsaved", value: this.name });
      this.form.append(this.input);
      const isRestored = attempt(() => sessionStorage.getItem(`kept ${location.pathname}`) !== null);  // by kept.js
      if (wasSent && !isShown && !isRestored) return void this.bringBack(wasSent);
      this.start(isRestored);
    }

    start(isRestored) {
      this.before = this.serialized();
      this.listen();
      this.sayWhatIsNotKept();
      const others = this.kept.filter((text) => text.name !== this.name);
      const shown = this.kept.find((text) => text.name === this.name);
      if (this.words.isBroughtBack !== undefined) this.sayItIsBack(shown);
      if (!isRestored) others.filter((text) => this.isDifferent(text)).forEach((text) => this.offer(text));
    }

    isKept = ([name]) => !/^(csrfmiddlewaretoken|_.*)$/.test(name) && !name.includes("__prefix__")
      && !this.notKept.some((pattern) => pattern.test(name)) && this.form.elements[name]?.type !== "password";

    values = () => window.formChanges.values(this.form).filter(this.isKept);
    serialized = () => JSON.stringify(this.values());

    isDifferent(text) {
      const typed = (values) => JSON.stringify(values.filter(([name]) => name !== "opened"));
      if (typed(text.values) !== typed(this.values())) return true;
      remove(text.key);
      return false;
    }

    listen() {
      const note = () => { this.isDue = true; };
      for (const type of ["input", "change", "click", "keyup", "paste", "drop"]) document.addEventListener(type, note, true);
      window.formChanges.editors().forEach((editor) => editor.on("change", note));
      window.CKEDITOR?.on("instanceReady", ({ editor }) => editor.on("change", note));
      setInterval(() => this.keep(), SECONDS_BETWEEN * 1000);
      document.addEventListener("visibilitychange", () => this.keep());
      window.addEventListener("beforeunload", () => this.keep());
      window.addEventListener("pagehide", () => { this.isOver = true; });  // the editors have let go of their texts
      window.addEventListener("pageshow", ({ persisted }) => {
        this.isOver = false;
        if (persisted) this.before = this.serialized();
      });
      this.form.addEventListener("submit", () => {
        this.keep();
        this.input.value = `${this.name}.${Date.now()}`;
        if (read(this.prefix + this.name)) attempt(() => sessionStorage.setItem(SENT, this.name));
      });
    }

    keep() {
      if (!this.isDue || this.isOver) return;
      this.isDue = false;
      const now = this.serialized();
      if (now === this.before) return;
      this.before = now;
      const key = this.prefix + this.name;
      if (window.formChanges.isDirty(this.form)) this.write(key, now);
      else remove(key);
    }

    write(key, values) {
      const json = `{"values":${values},"changes":${JSON.stringify(window.formChanges.changedNames(this.form))}}`;
      const text = `${Date.now()} ${json}`;
      const isWritten = attempt(() => { localStorage.setItem(key, text); return true; });
      if (isWritten) window.onDisk.put(key, text);
      if (!isWritten && !this.hasFailed) this.say(this.words.noRoom);
      this.hasFailed = !isWritten;
    }

    // The server fills the form, so that rows, pickers and the guard against stale saves work as after a failed save.
    bringBack(text) {
      const own = ["csrfmiddlewaretoken", "_popup", "_to_field"].map((name) => [name, this.form.elements[name]?.value]);
      this.leaveFor("post", [...text.values, ...own.filter(([, value]) => value), ["_unsaved", text.name], ["_bring_back", "1"]]);
    }

    discard(text) {
      remove(text.key);
      attempt(() => sessionStorage.removeItem(SENT));
    }

    // On the clock of this browser, which may not be that of the site: so with the name of its time zone.
    moment(text, sentence) {
      const at = new Date(text.at), language = document.documentElement.lang || undefined;
      const day = at.toLocaleDateString(language, { weekday: "short", month: "short", day: "numeric" });
      const time = at.toLocaleTimeString(language, { hour: "numeric", minute: "2-digit", timeZoneName: "longGeneric" })
        .replace(/[\s\u202f](AM|PM)\b/, (half) => ` ${half.trim().toLowerCase()}`);
      return sentence.replace("{day}", day).replace("{time}", time);
    }

    offer(text) {
      const changes = text.changes.length ? `${this.words.changes} ${text.changes.join(", ")}` : "";
      const box = this.say(this.moment(text, this.words.offer), changes);
      box.append(this.buttons([
        [this.words.bringBack, () => this.bringBack(text)],
        [this.words.discard, () => { this.discard(text); box.remove(); }],
      ]));
    }

    sayItIsBack(text) {
      const box = this.say(text ? this.moment(text, this.words.back) : this.words.backUndated);
      const discard = () => {
        this.isOver = true;
        if (text) this.discard(text);
        this.leaveFor("get", [...new URLSearchParams(location.search)]);
      };
      box.append(this.buttons([[this.words.discardBack, discard]]));
    }

    leaveFor(method, values) {
      const form = Object.assign(document.createElement("form"), { method });
      form.setAttribute("data-sent-again", "");  // leaving.js does not ask
      for (const [name, value] of values) form.append(Object.assign(document.createElement("textarea"), { name, value, hidden: true }));
      document.body.append(form);
      form.requestSubmit();
    }

    buttons(pairs) {
      const row = document.createElement("p");
      for (const [text, act] of pairs) {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: text });
        button.addEventListener("click", act);
        row.append(button, " ");
      }
      return row;
    }

    say(...sentences) {
      const box = Object.assign(document.createElement("div"), { className: "conflict kept unsaved" });
      box.setAttribute("role", "status");
      for (const sentence of sentences.filter(Boolean)) box.append(Object.assign(document.createElement("p"), { textContent: sentence }));
      this.form.before(box);
      return box;
    }

    // Beside what is too private to be kept: one sentence for each section.
    sayWhatIsNotKept() {
      const sections = new Map();
      for (const control of this.form.elements) {
        if (!window.formChanges.isTypedInto(control) || this.isKept([control.name]) && control.type !== "file") continue;
        const section = control.closest(".inline-group, fieldset.module") ?? this.form;
        const { names, first } = sections.get(section) ?? { names: new Set(), first: control.closest(".form-row, .inline-related, .tabular") ?? control };
        sections.set(section, { names: names.add(window.formChanges.nameOf(control)), first });
      }
      for (const { names, first } of sections.values()) {
        const text = this.words.private.replace("{names}", [...names].join(", "));
        first.before(Object.assign(document.createElement("p"), { className: "help not-kept", textContent: text }));
      }
    }
  }

  window.onDisk.ready.then(() => {
    sweep();
    removeSaved();
    if (marker) new Keeper();
  });
}
