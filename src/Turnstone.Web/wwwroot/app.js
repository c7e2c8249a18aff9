// Keys, dropping of files and charts. Everything else is the server's HTML and htmx.
"use strict";
(function () {
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

  // A key pressed outside a field presses the button or follows the link that prints it.
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      const find = document.querySelector("[data-find]");
      if (find) { event.preventDefault(); find.focus(); find.select(); }
      return;
    }
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "j" || event.key === "k") { step(event.key === "j" ? 1 : -1); event.preventDefault(); return; }
    const target = [...document.querySelectorAll("[data-key]")]
      .find((one) => one.dataset.key === event.key && one.offsetParent !== null && !one.disabled);
    if (target) { event.preventDefault(); target.matches("input, select, textarea") ? target.focus() : target.click(); }
  });

  // j and k walk the queue; nothing moves under the hand.
  function step(by) {
    const all = [...document.querySelectorAll("[data-step]")];
    if (all.length === 0) return;
    const at = all.findIndex((one) => one.classList.contains("on"));
    const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
    if (next) next.click();
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) { event.preventDefault(); document.getElementById(opener.dataset.opens)?.showModal(); }
    const closer = event.target.closest("[data-closes]");
    if (closer) { event.preventDefault(); closer.closest("dialog")?.close(); }
  });

  // A dropped file goes into the form's own field, so that dropping and choosing are the same upload.
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const zone = event.target.closest?.(".drop");
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
      if (name === "drop") {
        const field = zone.querySelector("input[type=file]");
        field.files = event.dataTransfer.files;
        field.form.requestSubmit();
      }
    });
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
  });

  // A refused form comes back with 422 and is shown in its place.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });

  // A chart's options come as JSON from the server; the tooltip is drawn, never HTML, to keep to the policy.
  function charts(root) {
    for (const place of root.querySelectorAll("[data-chart]")) {
      if (place.dataset.drawn || typeof echarts === "undefined") continue;
      place.dataset.drawn = "yes";
      fetch(place.dataset.chart).then((answer) => answer.json()).then((options) => {
        options.tooltip = Object.assign({ renderMode: "richText" }, options.tooltip);
        const chart = echarts.init(place);
        chart.setOption(options);
        addEventListener("resize", () => chart.resize());
      });
    }
  }
  document.addEventListener("DOMContentLoaded", () => charts(document));
  document.addEventListener("htmx:load", (event) => charts(event.detail.elt));
})();
