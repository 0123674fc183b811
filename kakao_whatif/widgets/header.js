// The top of the page: what is shown, which scenario, undo, search, language, link.
//
// For tests: section.kw-header[data-seq]
//   button.kw-skip leads to the map; select.kw-scenario; button.kw-undo, .kw-redo, .kw-reset, .kw-copy; a.kw-home; nav.kw-pages a[data-id][aria-current]
//   button.kw-code opens dialog.kw-code-dialog with the QR code of the address, where the page has one
//   a.kw-report[href] leads to the report, or asks the kernel for it where the server cannot make it
//   input.kw-search[role=combobox], [role=option][data-id]; button.kw-language[data-id][aria-pressed]

const build = (view) => {
  const { root, send, el } = view;
  let data = null;
  const button = (name, click, ...children) => h("button", { type: "button", class: `kw-button kw-${name}`, onclick: click }, ...children);
  const home = h("a", { class: "kw-home" });
  const title = h("h1", { class: "kw-title" });
  const subtitle = h("span", { class: "kw-subtitle" });
  const model = h("span", { class: "kw-model" });
  const scenario = h("select", { class: "kw-scenario" });
  const scenarioWord = h("span", { class: "kw-label" });
  const summary = h("p", { class: "kw-summary" });
  const pages = h("nav", { class: "kw-pages" });
  const undo = button("undo", () => send({ kind: "undo" }), h("span", { "aria-hidden": "true" }, "↶"));
  const redo = button("redo", () => send({ kind: "redo" }), h("span", { "aria-hidden": "true" }, "↷"));
  const reset = button("reset", () => send({ kind: "reset" }));
  const search = h("input", {
    type: "text", class: "kw-search", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-keyshortcuts": "/",
  });
  const options = h("ul", { class: "kw-options", role: "listbox", hidden: "" });
  const languages = h("div", { class: "kw-languages", role: "group" });
  const copy = button("copy", () => copyLink());
  const report = h("a", { class: "kw-button kw-report", target: "_blank", rel: "noopener" });
  report.addEventListener("click", (event) => {
    if (data.report) return;
    event.preventDefault(); // no server knows this case: the kernel makes the report
    send({ kind: "report" });
  });
  const code = button("code", () => send({ kind: "code", id: address() }));
  const codeTitle = h("b");
  const codeAddress = h("a", { class: "kw-code-address" });
  const codeHint = h("p");
  const codeClose = button("code-close", () => dialog.close());
  const squares = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  squares.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  attr(squares, "role", "img");
  const dialog = h("dialog", { class: "kw-code-dialog" }, codeTitle, squares, codeAddress, codeHint, codeClose);
  const copied = h("span", { class: "kw-unseen", role: "status" });
  const hint = h("p", { class: "kw-copied-hint", "aria-hidden": "true", hidden: "" }); // `copied` says it too
  const toMap = () => {
    const map = (el.closest(".kw-app") ?? document).querySelector(".kw-building .kw-tile[tabindex='0']");
    map?.focus();
    map?.scrollIntoView({ block: "nearest" });
  };
  const skip = h("button", { type: "button", class: "kw-skip", onclick: toMap });
  root.append(
    skip,
    h("div", { class: "kw-brand" }, home, title),
    h("div", { class: "kw-pick" }, h("label", { class: "kw-scenario-box" }, scenarioWord, scenario), undo, redo, reset),
    h("div", { class: "kw-tools" }, h("div", { class: "kw-search-box" }, search, options), languages, report, copy, copied),
    h("div", { class: "kw-under" }, h("div", { class: "kw-elsewhere" }, pages, code, dialog), hint, summary, subtitle, model),
  );
  scenario.addEventListener("change", () => scenario.value && send({ kind: "scenario", id: scenario.value }));

  // --- search ---------------------------------------------------------------------------------------
  const listId = `kw-options-${Math.random().toString(36).slice(2)}`;
  options.id = listId;
  attr(search, "aria-controls", listId);
  let hits = [];
  let at = -1;
  const plain = (word) => String(word ?? "").normalize("NFC").toLowerCase().replaceAll(/[\s·.-]/g, "");
  const close = () => {
    shown(options, false);
    attr(search, "aria-expanded", "false");
    attr(search, "aria-activedescendant", null);
    at = -1;
  };
  const mark = () => {
    [...options.children].forEach((option, place) => attr(option, "aria-selected", String(place === at)));
    attr(search, "aria-activedescendant", at >= 0 ? `${listId}-${at}` : null);
    options.children[at]?.scrollIntoView({ block: "nearest" });
  };
  // The whole name, the beginning of one of its words, any place in it; of those alike the rows' own order holds.
  const fit = (name, wanted) => {
    if (plain(name) === wanted) return 0;
    const parts = String(name ?? "").split(/[\s·.-]+/);
    if (parts.some((_, at) => plain(parts.slice(at).join("")).startsWith(wanted))) return 1;
    return plain(name).includes(wanted) ? 2 : Infinity;
  };
  const rank = (row, wanted) => Math.min(...[row.label, row.alt, row.id].map((name) => fit(name, wanted)));
  const look = () => {
    const wanted = plain(search.value);
    if (!wanted) return close();
    hits = data.search
      .map((row) => [rank(row, wanted), row])
      .filter(([place]) => place < Infinity)
      .sort((one, other) => one[0] - other[0])
      .slice(0, 9)
      .map(([, row]) => row);
    at = hits.length ? 0 : -1;
    const rows = hits.map((row, place) =>
      h(
        "li",
        { role: "option", id: `${listId}-${place}`, "data-id": row.id, onpointerdown: (event) => (event.preventDefault(), choose(place)) },
        h("span", { class: "kw-option-label" }, row.label),
        h("span", { class: "kw-option-alt" }, row.alt && row.alt !== row.label ? row.alt : ""),
        h("span", { class: "kw-option-word" }, row.word ?? ""),
      ),
    );
    options.replaceChildren(...(rows.length ? rows : [h("li", { class: "kw-none" }, data.words.search_none)]));
    shown(options, true);
    attr(search, "aria-expanded", "true");
    mark();
  };
  const choose = (place) => {
    const row = hits[place];
    if (!row) return;
    send({ kind: "select", id: row.id });
    search.value = "";
    close();
  };
  search.addEventListener("input", look);
  search.addEventListener("focus", look);
  search.addEventListener("blur", close);
  search.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // a Korean syllable is still being put together
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && hits.length && !options.hidden) {
      at = (at + steps[event.key] + hits.length) % hits.length;
      mark();
    } else if (event.key === "Enter" && !options.hidden) choose(at);
    else if (event.key === "Escape") {
      search.value = ""; // the focus stays: whoever clears a word wants to write another
      close();
    } else return;
    event.preventDefault();
  });

  // --- link and keys --------------------------------------------------------------------------------
  const address = () => new URL(data.link ?? "", location.href).href;
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(address());
    } catch {
      // Plain http has no clipboard: the old way still works there.
      const field = h("textarea", { class: "kw-unseen" });
      field.value = address();
      root.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    text(copy, data.words.copied);
    // The address of a file leads nobody else there.
    const said = location.protocol === "file:" ? data.words.copied_file : "";
    text(copied, [data.words.copied, said].filter(Boolean).join(". "));
    text(hint, said);
    shown(hint, Boolean(said));
    attr(copy, "data-done", "true");
    clearTimeout(copy.kwTimer);
    clearTimeout(hint.kwTimer);
    hint.kwTimer = setTimeout(() => shown(hint, false), 12000);
    copy.kwTimer = setTimeout(() => {
      text(copy, data.words.copy_link);
      text(copied, "");
      attr(copy, "data-done", null);
    }, 1800);
  };
  view.onEnd(() => [copy, hint].forEach((node) => clearTimeout(node.kwTimer)));
  const isTyping = (node) => node?.matches?.("input, textarea, select, [contenteditable], [contenteditable] *") ?? false;
  view.listen(document, "keydown", (event) => {
    const ours = isOwnPage() || (el.closest(".kw-app") ?? el).contains(event.target);
    if (!ours || isTyping(event.target) || event.altKey || !view.isLive()) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key === "z") send({ kind: event.shiftKey ? "redo" : "undo" });
      else if (key === "y") send({ kind: "redo" });
      else return;
    } else if (key === "/") search.focus();
    else return;
    event.preventDefault();
  });

  // A report that the kernel made becomes a file of the reader's, once.
  let kept = 0;
  const keep = (file) => {
    if (!file || kept === data.seq) return;
    kept = data.seq;
    const address = URL.createObjectURL(new Blob([file.text], { type: "text/html" }));
    const link = h("a", { href: address, download: file.name, hidden: "" });
    root.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  // A code that the kernel drew is shown once, large enough for the last row.
  let drawn = 0;
  const show = (found) => {
    if (!found || drawn === data.seq) return;
    drawn = data.seq;
    attr(squares, "viewBox", `-2 -2 ${found.size + 4} ${found.size + 4}`);
    attr(squares, "aria-label", data.words.code_title);
    attr(squares.firstChild, "d", found.path);
    attr(codeAddress, "href", found.address);
    text(codeAddress, found.address);
    text(codeHint, ["localhost", "127.0.0.1"].includes(location.hostname) ? data.words.code_local : "");
    if (!dialog.open) dialog.showModal();
  };

  const name = (node, word) => {
    attr(node, "aria-label", word);
    attr(node, "title", word);
  };

  return (next) => {
    data = next;
    const words = data.words;
    attr(home, "href", data.home);
    shown(home, Boolean(data.home));
    text(home, "⌂");
    name(home, words.home);
    text(skip, words.skip);
    attr(pages, "aria-label", words.pages);
    shown(pages, data.pages.length > 0);
    keyed(pages, data.pages, (row) => row.id, (row) => h("a", { "data-id": row.id }), (node, row) => {
      text(node, row.label);
      attr(node, "href", row.link);
      attr(node, "aria-current", row.here ? "page" : null);
    });
    text(title, data.title.replaceAll(" · ", "\u00a0· ")); // no line begins with the sign that parts
    attr(title, "title", data.title);
    if (isOwnPage() && data.live !== false) document.title = data.title;
    text(subtitle, data.subtitle);
    text(model, [data.simulation, data.version].filter(Boolean).join(" · "));
    text(scenarioWord, words.scenario);
    attr(scenario, "aria-label", words.scenario);
    const chosen = data.scenarios.find((row) => row.selected);
    const rows = chosen ? data.scenarios : [{ id: "", title: words.custom }, ...data.scenarios];
    keyed(scenario, rows, (row) => row.id, () => h("option"), (option, row) => {
      option.value = row.id;
      text(option, row.title);
    });
    scenario.value = chosen?.id ?? "";
    text(summary, chosen?.summary);
    shown(summary, Boolean(chosen?.summary));
    name(undo, words.undo);
    name(redo, words.redo);
    undo.disabled = !data.can_undo;
    redo.disabled = !data.can_redo;
    text(reset, words.reset);
    attr(search, "placeholder", words.search);
    attr(search, "aria-label", words.search);
    attr(options, "aria-label", words.search);
    attr(languages, "aria-label", words.language);
    keyed(
      languages,
      data.languages,
      (row) => row.id,
      (row) => h("button", { type: "button", class: "kw-button kw-language", lang: row.id, "data-id": row.id, onclick: () => send({ kind: "language", id: row.id }) }),
      (node, row) => {
        text(node, row.label);
        attr(node, "aria-pressed", String(Boolean(row.selected)));
      },
    );
    shown(report, document.body.dataset.kw !== "page"); // a page without a server has nobody to make one
    attr(report, "href", data.report ?? "#");
    text(report, words.report);
    keep(data.document);
    shown(code, Boolean(data.home));
    text(code, "QR");
    name(code, words.code_title);
    text(codeTitle, words.code_title);
    text(codeClose, words.code_close);
    show(data.code);
    if (!copy.hasAttribute("data-done")) text(copy, words.copy_link);
    // The scenario is in the address; in Lab this would rewrite Lab's own.
    if (document.body.dataset.voila === "voila" && data.live !== false && data.link) history.replaceState(history.state, "", data.link);
  };
};

export default { render: (context) => mount(context, "header", build) };
