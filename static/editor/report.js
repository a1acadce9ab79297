/* Ticks lines of the import report, and closes it, without leaving the form. Without this script the same buttons save
   the form first (articles/admin/report.py). The server answers with the report as it is then. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const ACTS = ["_tick", "_untick", "_close_report", "_reopen_report"];

  async function send(report, button) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append(button.name, button.value);
    data.append("fragment", "");
    const answer = await fetch(report.dataset.address, { method: "POST", body: data, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("report");
  }

  /** The next line to look at gets the focus, else the button that closes the report. */
  function moveOn(report, position) {
    const lines = [...report.querySelectorAll("[name=_tick]")];
    const next = lines[Math.min(position, lines.length - 1)] || report.querySelector("[name=_close_report], [name=_reopen_report]");
    next?.focus();
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("#report button");
    const report = button?.closest("#report[data-address]");
    if (!report || !ACTS.includes(button.name) || report.hasAttribute("data-failed")) return;
    event.preventDefault();
    if (report.getAttribute("aria-busy") === "true") return;
    const position = [...report.querySelectorAll("[name=_tick]")].indexOf(button);
    report.setAttribute("aria-busy", "true");
    try {
      const fresh = await send(report, button);
      if (report.querySelector("details.ticked[open]")) for (const box of fresh.querySelectorAll("details.ticked")) box.open = true;
      report.replaceWith(fresh);
      moveOn(fresh, Math.max(position, 0));
    } catch {
      report.setAttribute("data-failed", "");  // the button does what it does without this script: it saves first
      report.removeAttribute("aria-busy");
      button.click();
    }
  });
});
