// The switches: what fails, what Kakao might have had, which reading of the record holds.
//
// For tests: section.kw-switches[data-seq][data-open on a phone]
//   button.kw-switch[role=switch|radio|checkbox][aria-checked=true|false|mixed][data-kind][data-id]; a checkbox is what
//   can be on in part. Each section is one tab stop: arrows lead up and down, right to what a switch rests on.
//   button.kw-info[aria-expanded] and .kw-info-text after it; .kw-any > button opens the list of every service,
//   .kw-filter narrows it. On a phone button.kw-sheet-open opens the sheet, button.kw-sheet-close closes it.

const build = (view) => {
  const { root, send } = view;
  const opener = h("button", { type: "button", class: "kw-sheet-open", "aria-expanded": "false" });
  const title = h("h2", { class: "kw-panel-title" });
  const closer = h("button", { type: "button", class: "kw-sheet-close" });
  const list = h("div", { class: "kw-sections" });
  const sheet = h("div", { class: "kw-sheet" }, h("div", { class: "kw-sheet-head" }, title, closer), list);
  root.append(opener, sheet);
  slide(view, sheet, opener, closer);
  let data = null;

  const want = (event) => {
    const row = event.currentTarget.kwItem;
    send({ kind: row.kind, id: row.id });
  };

  const makeItem = () => {
    const info = h("button", { type: "button", class: "kw-info", "aria-expanded": "false" }, "i");
    const infoText = h("ul", { class: "kw-info-text", hidden: "" });
    info.addEventListener("click", () => {
      const open = info.getAttribute("aria-expanded") !== "true";
      attr(info, "aria-expanded", String(open));
      shown(infoText, open);
    });
    return h(
      "div",
      { class: "kw-item" },
      h("div", { class: "kw-group" }),
      h(
        "div",
        { class: "kw-item-row" },
        h(
          "button",
          { type: "button", class: "kw-switch", onclick: want },
          h("span", { class: "kw-knob", "aria-hidden": "true" }),
          h("span", { class: "kw-switch-text" }, h("span", { class: "kw-switch-label" }), h("span", { class: "kw-note", "aria-hidden": "true" }), h("span", { class: "kw-switch-line" }), h("span", { class: "kw-worse" }), h("span", { class: "kw-cost" })),
        ),
        info,
      ),
      infoText,
    );
  };

  const fillItem = (node, item, index, section) => {
    const [group, row, infoText] = node.children;
    const [button, info] = row.children;
    const words = data.words;
    button.kwItem = item;
    const before = section.items[index - 1];
    text(group, item.group);
    shown(group, Boolean(item.group) && item.group !== before?.group && !section.exclusive && !item.master);
    attr(node, "data-level", item.level ?? 0);
    attr(node, "data-master", item.master);
    attr(button, "role", section.exclusive ? "radio" : item.master || item.bundle ? "checkbox" : "switch");
    attr(button, "aria-checked", item.mixed ? "mixed" : String(Boolean(item.on)));
    attr(button, "data-kind", item.kind);
    attr(button, "data-id", item.id);
    attr(button, "data-tradeoff", item.tradeoff);
    attr(button, "title", item.note ? item.line : null);
    const [label, aside, line, worse, cost] = button.lastChild.children;
    text(aside, item.note);
    shown(aside, Boolean(item.note));
    attr(line, "class", item.note ? "kw-switch-line kw-unseen" : "kw-switch-line");
    text(label, item.label);
    text(line, item.line);
    shown(line, Boolean(item.line));
    text(worse, [item.tradeoff ? `⇄ ${words.tradeoff}` : null, item.worse].filter(Boolean).join(": "));
    shown(worse, Boolean(item.tradeoff || item.worse));
    text(cost, item.cost ? `${item.cost_word ?? words.cost} ${item.cost}` : "");
    shown(cost, Boolean(item.cost));
    const hasInfo = (item.info ?? []).length > 0;
    attr(info, "aria-label", `${words.info}: ${item.label}`);
    attr(info, "title", words.info);
    shown(info, hasInfo);
    shown(infoText, hasInfo && info.getAttribute("aria-expanded") === "true");
    keyed(
      infoText,
      item.info ?? [],
      (_, place) => place,
      () => h("li"),
      (point, note) => {
        const link = note.url ? point.querySelector("a") ?? h("a", { target: "_blank", rel: "noopener" }) : null;
        if (link) {
          attr(link, "href", note.url);
          text(link, note.text);
          if (point.firstChild !== link) point.replaceChildren(link);
        } else text(point, note.text);
      },
    );
  };

  // --- any service: a filter and one switch a service --------------------------------------------
  const any = h("div", { class: "kw-any" });
  const anyOpen = h("button", { type: "button", class: "kw-any-open", "aria-expanded": "false" });
  const filter = h("input", { type: "text", class: "kw-filter", autocomplete: "off", spellcheck: "false" });
  const found = h("div", { class: "kw-any-list" });
  const anyBody = h("div", { class: "kw-any-body", hidden: "" }, filter, found);
  any.append(anyOpen, anyBody);
  anyOpen.addEventListener("click", () => {
    const open = anyOpen.getAttribute("aria-expanded") !== "true";
    attr(anyOpen, "aria-expanded", String(open));
    shown(anyBody, open);
    if (open) filter.focus();
  });
  const plain = (word) => String(word ?? "").normalize("NFC").toLowerCase().replaceAll(" ", "");
  const fillAny = () => {
    const wanted = plain(filter.value);
    keyed(
      found,
      data.services ?? [],
      (service) => service.id,
      () => h("button", { type: "button", role: "switch", class: "kw-switch", onclick: want }, h("span", { class: "kw-knob", "aria-hidden": "true" }), h("span", { class: "kw-switch-text" })),
      (button, service) => {
        button.kwItem = service;
        text(button.lastChild, service.label);
        attr(button, "aria-checked", String(Boolean(service.on)));
        attr(button, "data-kind", service.kind);
        attr(button, "data-id", service.id);
        shown(button, [service.label, service.alt, service.id].some((word) => plain(word).includes(wanted)));
      },
    );
  };
  filter.addEventListener("input", fillAny);

  // A section is one tab stop; arrows move inside it, to the right to what a switch rests on. In a radio group they choose.
  const stopsIn = (group) => [...group.querySelectorAll(".kw-item .kw-switch")];
  const stopAt = (group, stop) => {
    for (const node of group.querySelectorAll(".kw-switch, .kw-info")) attr(node, "tabindex", node === stop ? "0" : "-1");
  };
  view.listen(list, "focusin", (event) => {
    const group = event.target.closest(".kw-items");
    if (group && event.target.matches(".kw-switch, .kw-info")) stopAt(group, event.target);
  });
  view.listen(list, "keydown", (event) => {
    const group = event.target.closest(".kw-items");
    const row = event.target.closest(".kw-item-row");
    if (!group || !row || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = stopsIn(group);
    const at = all.indexOf(row.firstChild);
    const isRadio = event.target.getAttribute("role") === "radio";
    const goal = {
      ArrowDown: () => all[(at + 1) % all.length],
      ArrowUp: () => all[(at - 1 + all.length) % all.length],
      ArrowRight: () => row.querySelector(".kw-info:not([hidden])"),
      ArrowLeft: () => row.firstChild,
      Home: () => all[0],
      End: () => all.at(-1),
    }[event.key]?.();
    if (!goal) return;
    event.preventDefault();
    goal.focus();
    if (isRadio && goal !== event.target && goal.matches("[role=radio]")) goal.click();
  });

  const makeSection = () =>
    h("div", { class: "kw-section" }, h("div", { class: "kw-section-head" }, h("h3", { class: "kw-section-title" }), h("p", { class: "kw-hint" })), h("div", { class: "kw-items" }));

  const fillSection = (node, section) => {
    const [head, items] = node.children;
    const [heading, hint] = head.children;
    attr(node, "data-id", section.id);
    text(heading, section.title);
    text(hint, section.hint);
    shown(hint, Boolean(section.hint));
    attr(items, "role", section.exclusive ? "radiogroup" : "group");
    attr(items, "aria-label", section.title);
    keyed(items, section.items, (item) => `${item.kind} ${item.id}`, makeItem, (row, item, index) => fillItem(row, item, index, section));
    const stop = items.querySelector("[tabindex='0']");
    if (!stop || section.exclusive) stopAt(items, items.querySelector("[aria-checked='true']") ?? stopsIn(items)[0]);
    else stopAt(items, stop);
    shown(node, section.items.length > 0);
    if (section.id === "fails" && any.parentElement !== node) node.append(any);
  };

  return (next) => {
    data = next;
    const words = data.words;
    text(title, data.title);
    text(opener, words.sheet);
    text(closer, words.close);
    attr(sheet, "aria-label", data.title);
    text(anyOpen, words.any_service);
    attr(filter, "placeholder", words.filter);
    attr(filter, "aria-label", words.filter);
    shown(any, (data.services ?? []).length > 0);
    keyed(list, data.sections, (section) => section.id, makeSection, fillSection);
    fillAny();
    // What was on in 2022 anyway (ID unification, a reading) is not something the reader changed.
    const changed = [...data.sections.flatMap((section) => section.items), ...(data.services ?? [])];
    const on = new Set(changed.filter((row) => row.on && ["lose", "mitigate"].includes(row.kind)).map((row) => row.id)).size;
    attr(opener, "data-count", on || null);
  };
};

export default { render: (context) => mount(context, "switches", build) };
