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
    if (event.key === "m" || event.key === "M") { mark(event.key === "M"); event.preventDefault(); return; }
    if (press(event.key)) event.preventDefault();
  });

  // Marks of the list last while one walks it; they are the browser's, and go with the act or the tab.
  const marks = () => [...document.querySelectorAll("[data-mark]")];
  function mark(all) {
    const boxes = all ? marks() : marks().filter((one) => one.parentElement.classList.contains("on"));
    const to = !boxes.every((one) => one.checked);
    for (const one of boxes) one.checked = to;
    keep();
  }
  function keep() {
    const kept = new Set((sessionStorage.getItem("marked") ?? "").split(" "));
    for (const one of marks()) one.checked ? kept.add(one.dataset.mark) : kept.delete(one.dataset.mark);
    sessionStorage.setItem("marked", [...kept].join(" ").trim());
  }
  document.addEventListener("DOMContentLoaded", () => {
    const kept = new Set((sessionStorage.getItem("marked") ?? "").split(" "));
    for (const one of marks()) one.checked = kept.has(one.dataset.mark);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id === "bulk") sessionStorage.removeItem("marked");
  });

  // A field is put under the hand, a button pressed.
  function press(key) {
    const target = [...document.querySelectorAll("[data-key]")]
      .find((one) => one.dataset.key === key && one.offsetParent !== null && !one.disabled);
    if (!target) return false;
    if (target.matches("input, select, textarea")) { target.focus(); target.select?.(); } else target.click();
    return true;
  }

  // j and k walk the queue; nothing moves under the hand.
  function step(by) {
    const all = [...document.querySelectorAll("[data-step]")];
    if (all.length === 0) return;
    const at = all.findIndex((one) => one.classList.contains("on"));
    const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
    if (next) next.click();
  }

  // A file in a form is sent elsewhere and comes back as a download: the page stays as it is.
  function download(button) {
    const form = document.getElementById(button.dataset.downloads);
    const action = form.action;
    form.action = button.dataset.to;
    form.submit();
    form.action = action;
  }

  document.addEventListener("click", (event) => {
    const downloader = event.target.closest("[data-downloads]");
    if (downloader) download(downloader);
    const opener = event.target.closest("[data-opens]");
    if (opener) { event.preventDefault(); document.getElementById(opener.dataset.opens)?.showModal(); }
    const presser = event.target.closest("[data-presses]");
    if (presser) press(presser.dataset.presses);
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
    if (event.target.matches("[data-mark]")) keep();
    if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
  });

  // A refused form comes back with 422 and is shown in its place.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });

  // One stream for a page in view, closed as soon as it is out of sight: a browser grants few connections to a host, and
  // a page nobody looks at needs none. What arrives is the server's HTML for the place that bears the event's name.
  let stream = null;
  function listen() {
    const places = [...document.querySelectorAll("[data-live]")];
    const wanted = !document.hidden && places.length > 0 && "EventSource" in window;
    if (!wanted && stream) { stream.close(); stream = null; }
    if (!wanted || stream) return;
    const bench = document.querySelector("[data-live-receipt]");
    stream = new EventSource(bench
      ? `/live?receipt=${bench.dataset.liveReceipt}&version=${bench.dataset.liveVersion}` : "/live");
    for (const name of new Set(places.map((place) => place.dataset.live))) {
      stream.addEventListener(name, (event) => {
        for (const place of document.querySelectorAll(`[data-live="${name}"]`)) {
          if (place.innerHTML.trim() !== event.data.trim()) place.innerHTML = event.data;
        }
      });
    }
  }
  document.addEventListener("DOMContentLoaded", listen);
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { stream?.close(); stream = null; });
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });

  // What htmx could not bring is said where it would have stood.
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      const place = document.querySelector("[data-failed]");
      if (!place) return;
      const status = event.detail.xhr?.status;
      place.hidden = false;
      place.textContent = status ? `The server answered ${status}: load the page again.`
        : "The server does not answer: nothing more is known of what was sent. Load the page again to see.";
    });
  }

  // How much of a file is on its way; from then on the stream tells.
  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = event.target.querySelector?.("progress[data-sent]");
    if (!bar || !event.detail.lengthComputable) return;
    bar.hidden = event.detail.loaded >= event.detail.total;
    bar.max = event.detail.total;
    bar.value = event.detail.loaded;
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
