// Why a service is as it is, whom it hurts, what is known and what is assumed.
//
// For tests: section.kw-details[data-seq][data-id][data-status]
//   .kw-why li, .kw-also li, .kw-sign-in li: sentences; button.kw-link[data-id] leads to a window
//   .kw-hurts button[data-id][data-status]; .kw-fact[data-id]; .kw-gap; button.kw-lose[role=switch]
//   button.kw-details-close clears the selection; on a phone .kw-sheet is a sheet from below

const build = (view) => {
  const { root, send } = view;
  const follow = (id) => send({ kind: "select", id });
  const part = (name, ...more) => h("div", { class: `kw-part kw-${name}` }, h("h3", {}), ...more);
  const sentences = () => h("ol", { class: "kw-sentences" });

  const opener = h("button", { type: "button", class: "kw-sheet-open", "aria-expanded": "false" });
  const closer = h("button", { type: "button", class: "kw-sheet-close" });
  const empty = h("p", { class: "kw-empty" });
  const title = h("h2", { class: "kw-panel-title" });
  const clear = h("button", { type: "button", class: "kw-button kw-details-close", onclick: () => follow(null) }, h("span", { "aria-hidden": "true" }, "×"));
  const status = h("span", { class: "kw-status" }, h("span", { class: "kw-mark", "aria-hidden": "true" }), h("span"));
  const kind = h("span", { class: "kw-kind" });
  const lose = h(
    "button",
    { type: "button", role: "switch", class: "kw-lose kw-switch", onclick: () => send({ kind: "lose", id: root.dataset.id }) },
    h("span", { class: "kw-knob", "aria-hidden": "true" }),
    h("span"),
  );
  const why = part("why", sentences());
  const also = part("also", sentences());
  const signIn = part("sign-in", sentences());
  const hurts = part("hurts", h("p", { class: "kw-nobody" }), h("div"));
  const facts = part("facts", h("ul"));
  const gaps = part("assumptions", h("ul"));
  const body = h("div", { class: "kw-body" }, h("p", { class: "kw-state" }, status, kind), why, also, signIn, hurts, gaps, facts, lose);
  const sheet = h("div", { class: "kw-sheet" }, h("div", { class: "kw-sheet-head" }, title, clear, closer), empty, body);
  root.append(opener, sheet);
  const sheetOf = slide(view, sheet, opener, closer);

  const fillSentences = (box, rows) =>
    keyed(box.querySelector(".kw-sentences"), rows, (_, place) => place, () => h("li"), (item, parts) => sentence(item, parts, follow));

  const fillHurts = (group, row) => {
    text(group.firstChild, row.label);
    keyed(
      group.lastChild,
      row.items,
      (item) => item.id,
      (item) => h("li", {}, h("button", { type: "button", class: "kw-victim", "data-id": item.id, onclick: () => follow(item.id) }, h("span", { class: "kw-mark", "aria-hidden": "true" }), h("span"))),
      (item, service) => {
        const button = item.firstChild;
        attr(button, "data-status", service.status ?? "none");
        attr(button, "title", service.word);
        attr(button, "aria-label", [service.label, service.word].filter(Boolean).join(", "));
        glyphs(button.firstChild, service.status);
        text(button.lastChild, service.label);
      },
    );
  };

  const fillFact = (item, fact) => {
    const [code, words, source] = item.children;
    attr(item, "data-id", fact.id);
    text(code, fact.id);
    text(words, fact.text);
    const has = fact.url ? "A" : "SPAN";
    if (source.tagName !== has) source.replaceWith(fact.url ? h("a", { target: "_blank", rel: "noopener" }) : h("span"));
    const shownSource = item.children[2];
    attr(shownSource, "class", "kw-source");
    if (fact.url) attr(shownSource, "href", fact.url);
    text(shownSource, [fact.kind, fact.source].filter(Boolean).join(" · "));
  };

  let last = null;
  return (data) => {
    const some = data.id !== null && data.id !== undefined;
    attr(root, "data-id", data.id);
    attr(root, "data-status", some ? data.status ?? "none" : null);
    text(opener, data.words.sheet);
    text(closer, data.words.close);
    attr(clear, "aria-label", data.words.close);
    attr(clear, "title", data.words.close);
    shown(clear, some);
    text(empty, data.empty);
    shown(empty, !some);
    shown(body, some);
    text(title, some ? data.label : "");
    attr(sheet, "aria-label", some ? data.label : data.words.sheet);
    if (some) {
      glyphs(status.firstChild, data.status, Boolean(data.sign_in));
      text(status.lastChild, data.word);
      attr(status, "data-status", data.status ?? "none");
      shown(status, Boolean(data.word));
      text(kind, data.kind_label);
      shown(lose, Boolean(data.lost_switch));
      if (data.lost_switch) {
        text(lose.lastChild, data.lost_switch.label);
        attr(lose, "aria-checked", String(Boolean(data.lost_switch.on)));
      }
      text(why.firstChild, data.why?.title);
      fillSentences(why, data.why?.sentences ?? []);
      shown(why, (data.why?.sentences ?? []).length > 0);
      text(also.firstChild, data.why?.also_title);
      fillSentences(also, data.why?.also ?? []);
      shown(also.firstChild, Boolean(data.why?.also_title));
      shown(also, (data.why?.also ?? []).length > 0);
      text(signIn.firstChild, data.sign_in?.title);
      fillSentences(signIn, data.sign_in?.sentences ?? []);
      shown(signIn, Boolean(data.sign_in));
      const groups = data.hurts?.groups ?? [];
      text(hurts.firstChild, data.hurts?.title);
      text(hurts.children[1], groups.length ? "" : data.hurts?.none);
      shown(hurts.children[1], groups.length === 0);
      keyed(hurts.lastChild, groups, (row) => row.label, () => h("div", { class: "kw-victims" }, h("h4"), h("ul")), fillHurts);
      shown(hurts, Boolean(data.hurts));
      text(facts.firstChild, data.facts?.title);
      keyed(facts.lastChild, data.facts?.items ?? [], (fact) => fact.id, () => h("li", { class: "kw-fact" }, h("b"), h("span"), h("span")), fillFact);
      shown(facts, (data.facts?.items ?? []).length > 0);
      text(gaps.firstChild, data.assumed?.title);
      keyed(gaps.lastChild, data.assumed?.items ?? [], (_, place) => place, () => h("li", { class: "kw-gap" }), (item, words) => text(item, words));
      shown(gaps, (data.assumed?.items ?? []).length > 0);
    }
    // A window that was just picked is what the reader wants to read; on a phone that means: open the sheet.
    if (some && data.id !== last && last !== undefined) {
      sheet.scrollTop = 0;
      if (view.picked) sheetOf.open();
    }
    if (!some) sheetOf.close();
    view.picked = true;
    last = data.id;
  };
};

export default { render: (context) => mount(context, "details", build) };
