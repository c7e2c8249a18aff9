// The sums of a split while it is written: what is on documents, on account and left. Whole units of the currency's
// smallest coin, never fractions; the server checks the same sums again, and decides.
"use strict";
(function () {
  const form = () => document.querySelector("form[data-split]");

  // The amount a field says in smallest units; null where it is empty, undefined where it is none.
  function read(field, exponent) {
    const text = field.value.replaceAll(",", "").trim();
    if (text === "") return null;
    const parts = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(text);
    const fraction = (parts?.[3] ?? "").replace(/0+$/, "");
    if (!parts || (parts[2] + fraction === "" && !/\d/.test(text)) || fraction.length > exponent) return undefined;
    const minor = BigInt((parts[2] || "0") + fraction.padEnd(exponent, "0"));
    return parts[1] === "-" ? -minor : minor;
  }

  function plain(minor, exponent) {
    const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, "0");
    const whole = digits.slice(0, digits.length - exponent);
    return (minor < 0n ? "-" : "") + (exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`);
  }

  function shown(minor, exponent) {
    const [whole, fraction] = plain(minor < 0n ? -minor : minor, exponent).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return (minor < 0n ? "−" : "") + (fraction === undefined ? grouped : `${grouped}.${fraction}`);
  }

  const least = (one, other) => one < other ? one : other;
  const differences = (row) => [...row.querySelectorAll("[data-differs]:checked")]
    .reduce((sum, one) => sum + BigInt(one.dataset.differs), 0n);

  // What each field stands for, in the order the server goes: credits before debits, then as they stand.
  function sum(place) {
    const exponent = Number(place.dataset.exponent);
    const whole = BigInt(place.dataset.split);
    const rows = [...place.querySelectorAll("[data-document]")].map((row) => ({
      row, available: BigInt(row.dataset.available), differs: differences(row),
      cash: read(row.querySelector("[data-cash]"), exponent), marked: row.querySelector("input[name=document]").checked,
    }));
    const accounts = [...place.querySelectorAll("[data-account]")].map((row) => ({
      row, cash: read(row.querySelector("[data-cash]"), exponent), rest: row.querySelector("input[type=radio]").checked,
    }));
    const wrong = [...rows, ...accounts].some((one) => one.cash === undefined);
    let left = whole;
    for (const one of [...rows].sort((a, b) => (a.available < 0n ? 0 : 1) - (b.available < 0n ? 0 : 1))) {
      one.on = one.cash ?? (!one.marked ? 0n : one.available < 0n ? one.available
        : least(one.available - one.differs, left < 0n ? 0n : left));
      if (one.on < 0n && one.available > 0n && one.cash === null) one.on = 0n;
      left -= one.on;
    }
    const documents = whole - left;
    for (const one of accounts) { one.on = one.cash ?? 0n; left -= one.on; }
    const taker = accounts.find((one) => one.rest && one.cash === null) ?? accounts.find((one) => one.rest);
    const rest = left > 0n && taker ? left : 0n;
    return { exponent, whole, rows, accounts, documents, left: left - rest, rest, taker, wrong };
  }

  function show() {
    const place = form();
    if (!place) return;
    const now = sum(place);
    const words = (minor) => shown(minor, now.exponent);
    for (const one of now.rows) {
      const paid = one.marked || one.cash !== null;
      const open = one.available - one.on - one.differs;
      const over = paid && (one.available < 0n ? open > 0n : open < 0n);
      const cell = one.row.querySelector("[data-open]");
      cell.textContent = !paid ? "" : open === 0n ? "–" : words(open);
      cell.classList.toggle("breaks", over);
      one.row.classList.toggle("paid", paid);
      now.over ||= over;
    }
    for (const one of now.accounts)
      one.row.querySelector("[data-rest]").textContent = one === now.taker && now.rest > 0n ? words(now.rest) : "";
    for (const share of place.querySelectorAll("[data-share]")) {
      const of = [...now.rows, ...now.accounts].filter((one) => share.contains(one.row));
      const total = of.reduce((sum, one) => sum + one.on + (one === now.taker ? now.rest : 0n), 0n);
      const cell = share.querySelector("[data-sum]");
      if (cell) cell.textContent = total === 0n ? "" : words(total);
    }
    place.querySelector("[data-documents]").textContent = words(now.documents);
    place.querySelector("[data-left]").textContent = words(now.left);
    const verdict = place.querySelector("[data-verdict]");
    const foots = !now.wrong && now.left === 0n && !now.over;
    verdict.className = foots ? "foots" : "breaks";
    verdict.textContent = foots ? "= the shares make it whole" : now.wrong ? "≠ a field is no amount"
      : now.over ? "≠ more than a document has" : now.left < 0n ? "≠ more than came in" : "≠ not all of it is placed";
    place.querySelector("button[type=submit]").disabled = !foots;
  }

  // What fits into a field: what the document has left, and what the receipt has.
  function fill(field) {
    const place = form();
    const row = field.closest("[data-document]");
    const before = field.value;
    field.value = "0";
    const now = sum(place);
    const left = now.left + now.rest;
    const own = row && now.rows.find((one) => one.row === row);
    const fits = own ? (own.available < 0n ? own.available : least(own.available - own.differs, left)) : left;
    field.value = fits === 0n || (fits < 0n && !(own?.available < 0n)) ? before : plain(fits, now.exponent);
    mark(field);
  }

  function mark(field) {
    const box = field.closest("[data-document]")?.querySelector("input[name=document]");
    if (box) box.checked = field.value.trim() !== "";
  }

  document.addEventListener("keydown", (event) => {
    if (!event.target.matches?.("form[data-split] [data-cash]")) return;
    if (event.key === "=") { event.preventDefault(); fill(event.target); show(); return; }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const all = [...form().querySelectorAll("[data-cash]")];
    const next = all[all.indexOf(event.target) + by];
    if (next) { next.focus(); next.select(); }
  });
  document.addEventListener("input", (event) => {
    if (!event.target.closest?.("form[data-split]")) return;
    if (event.target.matches("[data-cash]")) mark(event.target);
    else if (event.target.name === "document" && !event.target.checked)
      event.target.closest("[data-document]").querySelector("[data-cash]").value = "";
    show();
  });
  document.addEventListener("DOMContentLoaded", show);
})();
