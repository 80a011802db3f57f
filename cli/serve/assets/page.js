// Makes the page quicker; it works without. The answer is always what the server wrote for an
// address: this fetches it as a fragment and puts it in the place of the one before.
"use strict";
(() => {
  const box = document.getElementById("q");
  const form = document.getElementById("search");
  const status = document.getElementById("status");
  const isSearch = document.body.dataset.page === "search";
  const answer = () => document.getElementById("answer");
  const debounce = 120; // ms after the last key

  // ---- The answer ----

  let asked = null; // the request that is under way
  let timer = 0;
  let typing = false; // the entry of the history that the next keys change

  const announce = () => {
    const count = document.getElementById("count");
    if (count) status.textContent = count.textContent;
  };

  // Puts the answer for `address` into the page. Resolves to false if another request came first.
  async function show(address) {
    if (asked) asked.abort();
    const mine = (asked = new AbortController());
    // A quick answer takes the place of the one before without dimming it.
    const dim = setTimeout(() => answer()?.classList.add("stale"), 100);
    let response, html;
    try {
      response = await fetch(address, { headers: { "Assay-Fragment": "1" }, signal: mine.signal });
      html = await response.text();
    } catch (failed) {
      if (failed.name === "AbortError") return false;
      answer()?.classList.remove("stale");
      status.textContent = "The server does not answer.";
      return false;
    } finally {
      clearTimeout(dim);
    }
    if (mine !== asked) return false;
    if (!response.headers.get("content-type")?.startsWith("text/html") || response.status >= 500 ||
        response.status === 403) {
      location.assign(address);
      return false;
    }
    const focus = focusedPlace();
    document.getElementById("main").innerHTML = html;
    restoreFocus(focus);
    setKept(address);
    announce();
    return true;
  }

  // What a form without the script would send besides the query.
  function setKept(address) {
    form.querySelectorAll("input[type=hidden]").forEach((each) => each.remove());
    for (const [name, value] of new URL(address, location.href).searchParams) {
      if (["q", "offset", "typing", "no_correct"].includes(name)) continue;
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
  }

  // The link that has the focus, to find it again in the new answer.
  function focusedPlace() {
    const at = document.activeElement;
    return answer()?.contains(at) ? at.getAttribute("href") : null;
  }

  function restoreFocus(href) {
    if (href === null) return;
    const links = [...answer().querySelectorAll("a")];
    const same = links.find((each) => each.getAttribute("href") === href);
    (same ?? document.getElementById("main")).focus({ preventScroll: true });
  }

  function addressFor(query, unfinished) {
    const at = new URL(isSearch ? location.href : "/", location.href);
    for (const name of ["offset", "typing", "no_correct", "q"]) at.searchParams.delete(name);
    if (query) at.searchParams.set("q", query);
    if (query && unfinished) at.searchParams.set("typing", "1");
    return at.pathname + at.search;
  }

  // The place on the page is kept with its entry of the history. Once an entry is left, it is too
  // late for that.
  let scrolled = 0;
  const keepScroll = () => {
    clearTimeout(scrolled);
    history.replaceState({ ...history.state, y: scrollY }, "");
  };

  async function go(address) {
    keepScroll();
    // As a browser does, a link to where one is adds nothing to the history.
    if (address === location.pathname + location.search)
      history.replaceState({ y: 0 }, "", address);
    else history.pushState({ y: 0 }, "", address);
    typing = false;
    document.title = (new URL(address, location.href).searchParams.get("q") || "") + " – assay";
    if (await show(address)) scrollTo(0, 0);
  }

  async function type() {
    const address = addressFor(box.value, true);
    if (typing) {
      history.replaceState({ y: 0 }, "", address);
    } else {
      keepScroll();
      history.pushState({ y: 0 }, "", address);
      typing = true;
    }
    document.title = box.value + " – assay";
    if (await show(address)) scrollTo(0, 0);
  }

  if (isSearch) {
    history.scrollRestoration = "manual";
    announce();
    if (history.state?.y) scrollTo(0, history.state.y);
    addEventListener("scroll", () => {
      clearTimeout(scrolled);
      scrolled = setTimeout(keepScroll, 100);
    });
    addEventListener("popstate", async () => {
      clearTimeout(scrolled);
      typing = false;
      closeList();
      box.value = new URL(location.href).searchParams.get("q") ?? "";
      const y = history.state?.y ?? 0;
      if (await show(location.pathname + location.search)) scrollTo(0, y);
    });
    addEventListener("pagehide", keepScroll);
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a");
      if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const exclude = event.altKey && link.dataset.exclude;
      const href = exclude || link.getAttribute("href");
      if (!href || !/^\/(\?|$)/.test(href) || !answer()?.contains(link)) return;
      event.preventDefault();
      box.value = new URL(href, location.href).searchParams.get("q") ?? "";
      go(href);
    });
  }

  // ---- The box, and what its last word may become ----

  const list = document.createElement("ul");
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": "suggestions",
    "aria-autocomplete": "list",
  })) box.setAttribute(name, value);
  let chosen = -1;
  let suggesting = null;

  function closeList() {
    suggesting?.abort();
    list.replaceChildren();
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  async function suggest() {
    suggesting?.abort();
    const mine = (suggesting = new AbortController());
    if (box.selectionStart !== box.value.length || !box.value || /\s$/.test(box.value))
      return closeList();
    try {
      const address = "/suggest?q=" + encodeURIComponent(box.value);
      const response = await fetch(address, { signal: mine.signal });
      const html = response.ok ? await response.text() : "";
      if (mine.signal.aborted || document.activeElement !== box) return;
      list.innerHTML = html;
      chosen = -1;
      box.setAttribute("aria-expanded", String(list.children.length > 0));
      box.removeAttribute("aria-activedescendant");
    } catch { /* aborted, or the answer says that there is no server */ }
  }

  function choose(index) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = index;
    const option = list.children[chosen];
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    if (option.dataset.address) return location.assign(option.dataset.address);
    box.value = option.dataset.query;
    closeList();
    box.focus();
    if (isSearch) type();
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (isSearch) await type(); // the answer first
      suggest();
    }, debounce);
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) take(option);
  });
  box.addEventListener("blur", closeList);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (chosen >= 0) {
      event.preventDefault();
      return take(list.children[chosen]);
    }
    closeList();
    if (!isSearch) return;
    event.preventDefault();
    const address = addressFor(box.value, false);
    if (typing) {
      history.replaceState({ y: 0 }, "", address);
      typing = false;
      show(address).then((shown) => shown && scrollTo(0, 0));
    } else {
      go(address);
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const open = list.children.length > 0;
    if (event.key === "ArrowDown" && (open || hits().length)) {
      event.preventDefault();
      if (open && chosen + 1 < list.children.length) choose(chosen + 1);
      else if (!open) hits()[0].focus();
    } else if (event.key === "ArrowUp" && open) {
      event.preventDefault();
      choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      closeList();
    }
  });

  // ---- Keys ----

  const keys = [
    ["/", "to the search box"], ["?", "this list"], ["↓ ↑", "to the next or previous note"],
    ["Enter", "open it"], ["Ctrl+Enter", "open it in a new tab"], ["e", "open it in the editor"],
    ["n p", "next or previous place found"], ["Esc", "take the marks away, then back"],
    ["Alt+click", "exclude a tag or value"],
  ];
  const setting = "assay-keys"; // of the browser; "off" = letters do nothing
  const lettersOn = () => localStorage.getItem(setting) !== "off";
  const hits = () => [...document.querySelectorAll(".hits .title")];

  function showKeys() {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-label", "Keys");
    const table = document.createElement("dl");
    for (const [key, what] of keys) {
      const term = document.createElement("dt");
      term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      table.append(term, Object.assign(document.createElement("dd"), { textContent: what }));
    }
    const label = document.createElement("label");
    const check = Object.assign(document.createElement("input"), {
      type: "checkbox",
      checked: lettersOn(),
    });
    check.addEventListener("change", () => {
      localStorage.setItem(setting, check.checked ? "on" : "off");
    });
    label.append(check, " Letters are keys");
    const close = Object.assign(document.createElement("button"), { textContent: "Close" });
    close.addEventListener("click", () => dialog.close());
    dialog.append(table, label, document.createElement("p"), close);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
  const help = Object.assign(document.createElement("button"), {
    type: "button",
    textContent: "Keys",
  });
  help.addEventListener("click", showKeys);
  document.querySelector("header nav").append(" ", help);

  async function openInEditor() {
    const open = document.getElementById("open");
    const hit = document.activeElement?.closest?.(".hits li")?.querySelector(".title");
    const fields = open ? new FormData(open) : null;
    const note = fields?.get("note") ?? hit?.dataset.path;
    if (!note) return;
    const body = new URLSearchParams({ note, line: fields?.get("line") ?? hit.dataset.line });
    const response = await fetch("/open", { method: "POST", body });
    status.textContent = response.ok ? "Opened in the editor." : "It cannot be opened here.";
  }
  document.getElementById("open")?.addEventListener("submit", (event) => {
    event.preventDefault();
    openInEditor();
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.defaultPrevented) return;
    const at = document.activeElement;
    if (at.matches?.("input, textarea, select, dialog *")) return;
    const place = hits().indexOf(at);
    if (event.key === "ArrowDown" && place >= 0 && place + 1 < hits().length)
      hits()[place + 1].focus();
    else if (event.key === "ArrowUp" && place > 0) hits()[place - 1].focus();
    else if (event.key === "ArrowUp" && place === 0) box.focus();
    else if (event.key === "Escape") escape();
    else if (!lettersOn()) return;
    else if (event.key === "/") { box.focus(); box.select(); }
    else if (event.key === "?") showKeys();
    else if (event.key === "e") openInEditor();
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else return;
    event.preventDefault();
  });

  // ---- Marks in a note ----

  const bar = document.getElementById("marks");
  const marks = () => [...document.querySelectorAll("mark.found")];
  const places = () => marks().filter((each) => each.id);
  let current = -1;

  function stand(index) {
    const all = places();
    if (!all.length) return;
    marks().forEach((each) => each.classList.remove("current"));
    current = (index + all.length) % all.length;
    all[current].classList.add("current");
    all[current].scrollIntoView({ block: "center" });
    document.getElementById("place").textContent = `${current + 1} of ${all.length}`;
    status.textContent = `Place ${current + 1} of ${all.length}`;
    const line = document.querySelector("#open [name=line]");
    if (line) line.value = "1";
  }
  const step = (by) => { if (bar) stand(current < 0 && by < 0 ? -1 : current + by); };

  function clearMarks() {
    for (const each of marks()) each.replaceWith(...each.childNodes);
    bar.remove();
    box.value = "";
    history.replaceState(history.state, "", location.pathname);
  }
  function escape() {
    if (bar?.isConnected) clearMarks();
    else if (!isSearch && history.length > 1) history.back();
  }
  if (bar) {
    const buttons = { next: () => step(1), previous: () => step(-1), clear: clearMarks };
    for (const [id, act] of Object.entries(buttons))
      document.getElementById(id)?.addEventListener("click", (event) => {
        event.preventDefault();
        act();
      });
    const at = places().findIndex((each) => "#" + each.id === location.hash);
    if (at >= 0) stand(at);
  }

  // ---- A range of the timeline ----

  let from = null;
  const timeOf = (event) => event.target.closest?.(".timeline a[data-time]");
  document.addEventListener("pointerdown", (event) => {
    from = event.button === 0 ? timeOf(event) : null;
  });
  document.addEventListener("dragstart", (event) => { if (timeOf(event)) event.preventDefault(); });
  document.addEventListener("pointerup", (event) => {
    const over = document.elementFromPoint(event.clientX, event.clientY);
    const to = over?.closest?.(".timeline a[data-time]");
    if (!from || !to || to === from) return;
    const [first, last] = [from.dataset.time, to.dataset.time].sort();
    const at = new URL("/", location.href);
    if (isSearch) at.search = location.search;
    for (const name of ["year", "offset", "typing"]) at.searchParams.delete(name);
    at.searchParams.set("after", first);
    const [year, month] = last.split("-").map(Number);
    let next = `${year}-${String(month + 1).padStart(2, "0")}`;
    if (month === undefined) next = `${year + 1}`;
    else if (month === 12) next = `${year + 1}-01`;
    at.searchParams.set("before", next.padStart(4, "0"));
    const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, true), 50);
    if (isSearch) go(at.pathname + at.search);
    else location.assign(at);
  });
})();
