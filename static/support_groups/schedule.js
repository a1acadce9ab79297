/* A schedule or a line about one date is read while it is typed: a view answers with what it says, what must still be
   answered, and the next dates. Nothing is saved by it. Without this script the "Show dates" button does the same. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const WAIT = 450; // milliseconds after the last key

  const form = document.getElementById("group_form");
  const schedules = document.querySelector(".schedules");
  if (!form || !schedules) return;
  const address = schedules.dataset.preview;
  const latest = new Map(); // what was asked last, so that a slow answer does not overwrite a newer one

  async function ask(row, answer = "") {
    const data = new FormData(form);
    data.set("row", row);
    if (answer) data.set("_answer", answer);
    const mine = {};
    latest.set(row, mine);
    const response = await fetch(address, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
    if (!response.ok || latest.get(row) !== mine) return null;
    return new DOMParser().parseFromString(await response.text(), "text/html").body;
  }

  /** Only the fields of this kind of pattern are shown. */
  function fit(row) {
    const kind = row.querySelector("select[name$='-kind']");
    if (!kind) return;
    for (const line of row.querySelectorAll("[data-kinds]")) {
      if (line.contains(kind)) continue;
      line.hidden = !line.dataset.kinds.split(" ").includes(kind.value);
    }
  }

  /** Puts a part of the answer in its place; what has the focus keeps it, and what is being typed in stays. */
  function put(row, part, found) {
    const now = row.querySelector(`[data-part="${part}"]`), next = found.querySelector(`[data-part="${part}"]`);
    if (!now || !next) return;
    const focused = now.contains(document.activeElement) && document.activeElement;
    if (part === "preview") {
      now.replaceChildren(...next.childNodes);
    } else {
      if (focused && "defaultValue" in focused && focused.value !== focused.defaultValue) return;
      const wasOpen = now.querySelector("details")?.open, details = next.querySelector("details");
      now.replaceWith(next);
      if (wasOpen && details) details.open = true;
    }
    if (focused) (focused.id ? document.getElementById(focused.id) : next.querySelector("summary"))?.focus();
  }

  /** `withFields`: the phrase was typed, so the fields follow; otherwise they are what is being typed. */
  async function refresh(row, withFields) {
    const found = await ask(row.id);
    if (!found) return;
    put(row, "preview", found);
    if (withFields) put(row, "fields", found);
    fit(row);
  }

  /** An answer fills the fields and saves nothing. The focus goes to what takes it back, or to the next question. */
  async function answer(row, button) {
    clearTimeout(timers.get(row.id));
    const value = button.value, found = await ask(row.id, value);
    if (!found) return;
    put(row, "preview", found);
    put(row, "fields", found);
    fit(row);
    const undo = row.querySelector(`[name="_answer"][value="${value.replace(" +", " -")}"]`);
    (undo || row.querySelector("[name='_answer']") || row.querySelector("input[name$='-phrase']")).focus();
  }

  schedules.addEventListener("click", (event) => {
    const button = event.target.closest("[name='_answer']");
    if (!button) return;
    event.preventDefault();
    answer(button.closest(".inline-related"), button);
  });

  const rows = () => [...schedules.querySelectorAll(".inline-related:not(.empty-form)")];
  const timers = new Map();
  function soon(key, action) {
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(action, WAIT));
  }

  schedules.addEventListener("input", (event) => {
    const row = event.target.closest(".inline-related");
    if (!row || event.target.name.endsWith("-is_right") || event.target.name.endsWith("-DELETE")) return;
    if (event.target.name.endsWith("-kind")) fit(row);
    soon(row.id, () => refresh(row, event.target.name.endsWith("-phrase")));
  });

  // The zone, the language and dated changes change what all of them say.
  form.addEventListener("change", (event) => {
    const name = event.target.name || "";
    if (["zone", "language", "venue", "organization"].includes(name) || name.startsWith("schedule_exceptions-")) {
      for (const row of rows()) soon(row.id, () => refresh(row, false));
    }
  });

  const line = document.getElementById("id_exception_phrase");
  if (line) {
    const key = "exception_phrase", row = line.closest(".form-row"), said = row.querySelector(".said");
    row.append(said);
    const show = async (value) => {
      const found = await ask(key, value);
      if (found) said.replaceChildren(...found.childNodes);
      return found;
    };
    line.addEventListener("input", () => soon(key, show));
    said.addEventListener("click", async (event) => {
      const button = event.target.closest("[name='_answer']");
      if (!button) return;
      event.preventDefault();
      clearTimeout(timers.get(key));
      const value = button.value;
      if (!(await show(value))) return;
      const undo = said.querySelector(`[name="_answer"][value="${value.replace(" +", " -")}"]`);
      (undo || said.querySelector("[name='_answer']") || line).focus();
    });
  }

  document.addEventListener("formset:added", (event) => {
    if (event.detail.formsetName === "meeting_patterns") fit(event.target);
  });
  rows().forEach(fit);
});
