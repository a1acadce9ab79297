/* Keeps the advice beside a text up to date while it is written. It asks after a pause in the writing, says nothing aloud
   and never takes the focus. Without a script there is advice on the stored text. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const PAUSE = 1500; // milliseconds without a change
  const REMEMBERED = "advice"; // in localStorage: whether it is open
  const details = document.querySelector("details.advice[data-address]");
  if (!details) return;
  const [list, count] = [details.querySelector("[data-list]"), details.querySelector("summary [data-count]")];
  const field = document.getElementById(details.dataset.field);
  let timer = null;
  let request = null;
  let asked = null; // the text of the advice that is shown

  try { details.open = localStorage.getItem(REMEMBERED) === "open"; } catch { /* storage is off: folded */ }
  details.addEventListener("toggle", () => {
    try { localStorage.setItem(REMEMBERED, details.open ? "open" : "folded"); } catch { /* as above */ }
  });

  const editor = () => window.CKEDITOR?.instances[field.id];
  const text = () => (editor()?.status === "ready" ? editor().getData() : field.value);

  async function ask() {
    const body = text();
    if (body === asked) return;
    request?.abort();
    const own = (request = new AbortController());
    const { value } = document.querySelector("[name=csrfmiddlewaretoken]");
    try {
      const answer = await fetch(details.dataset.address, {
        method: "POST", headers: { "X-CSRFToken": value }, body: new URLSearchParams({ body }), signal: own.signal, redirect: "error",
      });
      if (!answer.ok || own !== request) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const shown = page.querySelector("[data-count]");
      if (!shown) return;
      asked = body;
      const focused = list.contains(document.activeElement) && document.activeElement.dataset.passage;
      list.replaceChildren(shown);
      count.textContent = shown.dataset.count;
      if (focused) [...list.querySelectorAll("a")].find((link) => link.dataset.passage === focused)?.focus();
    } catch { /* the advice of before stays until the next change */ }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  field?.addEventListener("input", soon);
  window.CKEDITOR?.on("instanceReady", ({ editor: ready }) => {
    if (ready.name === field?.id) ready.on("change", soon);
  });
  if (editor()?.status === "ready") editor().on("change", soon);
});
