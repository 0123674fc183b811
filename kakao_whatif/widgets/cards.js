// The cheapest sets of changes, a card each: what they cost, that none of them can be left out, and one click to try them.
//
// For tests: section.kw-cards[data-seq][data-n][data-working]; li.kw-set[data-id][data-on][data-over]
//   button.kw-try[aria-pressed]; .kw-change[data-id] input.kw-price[aria-invalid], .kw-bad-price; details.kw-proof li > button.kw-link
//   .kw-nothing; [role=progressbar]; button.kw-cancel; button.kw-more, button.kw-own-costs

const FIRST = 6;

const build = (view) => {
  const { root, send } = view;
  const title = h("h2", { class: "kw-panel-title" });
  const lead = h("p", { class: "kw-lead", role: "status" });
  const work = progressBar(() => send({ kind: "cancel" }));
  const nothing = h("ul", { class: "kw-nothing" });
  const list = h("ol", { class: "kw-sets" });
  const more = h("button", { type: "button", class: "kw-button kw-more", onclick: () => {
    isLong = !isLong;
    draw();
  } });
  const own = h("button", { type: "button", class: "kw-button kw-own-costs", onclick: () => send({ kind: "own-costs" }) });
  const notes = h("ul", { class: "kw-set-notes" });
  const prices = h("p", { class: "kw-prices" });
  root.append(title, lead, work.box, nothing, prices, list, h("div", { class: "kw-set-foot" }, more, own), notes);
  let isLong = false;
  let data = null;

  const makeChange = () =>
    h(
      "li",
      { class: "kw-change" },
      h("span", { class: "kw-change-name" }),
      h("label", { class: "kw-price-label" }, h("input", { class: "kw-price", type: "number", min: "0", step: "any" }), h("span", { "aria-hidden": "true" })),
      h("p", { class: "kw-bad-price", role: "alert", hidden: "" }),
    );
  const fillChange = (node, row) => {
    const [name, label, bad] = node.children;
    const [price, unit] = label.children;
    attr(node, "data-id", row.id);
    text(name, row.label);
    attr(name, "title", row.line);
    text(unit, data.words.unit);
    attr(price, "aria-label", row.price_label);
    attr(price, "title", row.range);
    attr(price, "data-edited", row.is_edited);
    if (document.activeElement !== price) price.value = row.points;
    const tell = (isBad) => {
      text(bad, isBad ? row.bad_price : "");
      shown(bad, isBad);
      attr(price, "aria-invalid", isBad ? "true" : null);
    };
    price.oninput = () => tell(false);
    price.onchange = () => {
      const isBad = price.value === "" || !price.validity.valid;
      tell(isBad);
      if (isBad) price.value = row.points;
      else send({ kind: "cost", id: `${row.id}:${price.value}` });
    };
  };

  const makeCard = () =>
    h(
      "li",
      { class: "kw-set" },
      h("div", { class: "kw-set-head" }, h("b", { class: "kw-set-cost" }), h("span", { class: "kw-set-range" }), h("span", { class: "kw-set-over" })),
      h("ul", { class: "kw-changes" }),
      h("p", { class: "kw-set-said" }),
      h("ul", { class: "kw-worse" }),
      h("button", { type: "button", class: "kw-button kw-try" }),
      h("details", { class: "kw-proof" }, h("summary"), h("ul")),
    );
  const fillCard = (node, row) => {
    const [head, changes, said, worse, button, proof] = node.children;
    const [cost, range, over] = head.children;
    attr(node, "data-id", row.id);
    attr(node, "data-on", row.on);
    attr(node, "data-over", Boolean(row.over));
    text(cost, row.cost);
    text(range, row.range);
    text(over, row.over);
    shown(over, Boolean(row.over));
    keyed(changes, row.changes, (each) => each.id, makeChange, fillChange);
    text(said, row.said);
    keyed(worse, row.worse, (_, at) => at, () => h("li"), (item, words) => text(item, `⇄ ${words}`));
    shown(worse, row.worse.length > 0);
    text(button, row.on ? data.words.untry : data.words.try);
    attr(button, "aria-pressed", String(row.on));
    attr(button, "aria-label", `${row.on ? data.words.untry : data.words.try}: ${row.changes.map((each) => each.label).join(", ")}`);
    button.onclick = () => send({ kind: "try", id: row.id });
    shown(button, row.changes.length > 0);
    const [summary, reasons] = proof.children;
    text(summary, row.proof_title);
    shown(proof, row.proof.length > 0);
    keyed(reasons, row.proof, (_, at) => at, () => h("li", {}, h("span"), h("button", { type: "button", class: "kw-link" })), (item, each) => {
      const [words, link] = item.children;
      text(words, `${each.text} `);
      text(link, each.link);
      shown(link, Boolean(each.link));
      link.onclick = () => send({ kind: "suppose", id: each.id });
    });
  };

  const draw = () => {
    keyed(list, isLong ? data.cards : data.cards.slice(0, FIRST), (row) => row.id, makeCard, fillCard);
    const rest = data.cards.length - FIRST;
    shown(more, rest > 0);
    text(more, isLong ? data.words.fewer : data.more);
    attr(more, "aria-expanded", String(isLong));
  };

  return (rows) => {
    data = rows;
    attr(root, "data-n", data.cards.length);
    attr(root, "data-working", data.of !== null);
    text(title, data.title);
    text(lead, data.lead);
    work.draw(data, data.title, data.words.cancel);
    text(prices, data.prices);
    shown(prices, Boolean(data.prices));
    text(own, data.words.own_costs);
    shown(own, data.has_own_costs);
    keyed(nothing, data.nothing, (_, at) => at, () => h("li"), (item, words) => text(item, words));
    shown(nothing, data.nothing.length > 0);
    keyed(notes, data.notes, (_, at) => at, () => h("li"), (item, words) => text(item, words));
    draw();
  };
};

export default { render: (context) => mount(context, "cards", build) };
