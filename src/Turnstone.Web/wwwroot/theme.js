// Light or dark, set before anything is painted: as the system says, until somebody chooses otherwise.
"use strict";
(function () {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const wanted = () => system.matches ? "dark" : "light";
  const show = () => { document.documentElement.dataset.bsTheme = localStorage.getItem("theme") ?? wanted(); };
  show();
  system.addEventListener("change", show);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme]")) return;
    const other = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
    // What the system says anyway is no choice: later it may say otherwise.
    if (other === wanted()) localStorage.removeItem("theme"); else localStorage.setItem("theme", other);
    show();
  });
})();
