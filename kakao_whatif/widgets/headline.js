// The answer: large figures, one sentence, what changed, what was assumed to get there.
//
// For tests: section.kw-headline[data-seq]
//   .kw-aside is what sets these figures apart from another page's
//   li.kw-count[data-id=dark|sign_in|degraded|up|locked][data-n][data-delta]; .kw-sentence; .kw-changed
//   button.kw-chip[data-kind][data-id] takes an assumption away; .kw-problem[role=alert]
//   button.kw-assumed[role=switch]; .kw-facts; .kw-announce[aria-live=polite]

const build = (view) => {
  const { root, send } = view;
  const counts = h("ul", { class: "kw-counts" });
  const line = h("p", { class: "kw-sentence" });
  const changed = h("p", { class: "kw-changed" });
  const aside = h("p", { class: "kw-aside" });
  const problem = h("div", { class: "kw-problem", role: "alert" }, h("b"), h("span"));
  const chips = h("ul", { class: "kw-chips" });
  const notes = h("ul", { class: "kw-notes" });
  const bar = h("span", { class: "kw-facts-bar", "aria-hidden": "true" }, h("span"));
  const barLabel = h("span", { class: "kw-facts-label" });
  const assumed = h(
    "button",
    { type: "button", role: "switch", class: "kw-assumed", onclick: () => send({ kind: "assumed" }) },
    h("span", { class: "kw-knob", "aria-hidden": "true" }),
    h("span"),
  );
  const facts = h("div", { class: "kw-facts" }, bar, barLabel, assumed);
  const announce = h("div", { class: "kw-announce kw-unseen", role: "status", "aria-live": "polite" });
  root.append(
    h("div", { class: "kw-answer" }, counts, h("div", { class: "kw-told" }, line, chips, aside, changed, problem)),
    h("div", { class: "kw-foot" }, facts, notes),
    announce,
  );

  const fillCount = (item, count) => {
    const [figure, said] = item.children;
    const [word, note, delta] = said.children;
    attr(item, "data-id", count.id);
    attr(item, "data-n", count.n);
    attr(item, "data-delta", count.delta ?? null);
    glyphs(figure.firstChild, count.id);
    // Only more of "up" is good news.
    attr(item, "data-better", count.delta ? (count.id === "up") === count.delta > 0 : null);
    attr(figure, "data-change", count.delta ? `${count.delta > 0 ? "+" : "−"}${Math.abs(count.delta)}` : null);
    text(figure.lastChild, count.n);
    text(word, count.word);
    text(note, count.note);
    shown(note, Boolean(count.note));
    text(delta, count.delta_text);
    shown(delta, Boolean(count.delta_text));
  };

  // Where the page has a play head, the figures are those of its frame.
  const fillCounts = (rows) => {
    const frame = frameNow();
    keyed(
      counts,
      frame ? rows.map((count, at) => ({ ...count, n: frame.n[at], delta_text: frame.d?.[at] })) : rows,
      (count) => count.id,
      () =>
        h(
          "li",
          { class: "kw-count" },
          h("span", { class: "kw-figure" }, h("span", { class: "kw-count-glyph", "aria-hidden": "true" }), h("span", { class: "kw-n" })),
          h("span", { class: "kw-said" }, h("span", { class: "kw-count-word" }), h("span", { class: "kw-count-note" }), h("span", { class: "kw-delta" })),
        ),
      fillCount,
    );
  };
  let rows = [];
  const frameNow = followFrames(view, () => fillCounts(rows));

  return (data) => {
    rows = data.counts;
    fillCounts(rows);
    text(line, data.sentence);
    text(changed, data.changed);
    shown(changed, Boolean(data.changed));
    text(aside, data.aside);
    shown(aside, Boolean(data.aside));
    shown(problem, Boolean(data.problem));
    text(problem.firstChild, data.problem?.title);
    text(problem.lastChild, data.problem?.text);
    keyed(
      chips,
      data.chips ?? [],
      (chip) => `${chip.kind} ${chip.id}`,
      () =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "kw-chip", onclick: (event) => send({ kind: event.currentTarget.dataset.kind, id: event.currentTarget.dataset.id }) },
            h("span"),
            h("span", { class: "kw-cross", "aria-hidden": "true" }, "×"),
          ),
        ),
      (item, chip) => {
        const button = item.firstChild;
        text(button.firstChild, chip.label);
        attr(button, "data-kind", chip.kind);
        attr(button, "data-id", chip.id);
        attr(button, "title", chip.remove); // what it does; its name is what it says, which is what one asks for aloud
      },
    );
    shown(chips, (data.chips ?? []).length > 0);
    keyed(notes, data.notes ?? [], (_, place) => place, () => h("li"), (item, note) => text(item, note));
    shown(notes, (data.notes ?? []).length > 0);
    const known = data.facts_bar;
    shown(facts, Boolean(known));
    if (known) {
      const all = known.fact + known.assumed;
      bar.firstChild.style.width = `${all ? (100 * known.fact) / all : 0}%`;
      text(barLabel, known.label);
      text(assumed.lastChild, known.switch_label);
      attr(assumed, "aria-checked", String(Boolean(known.on)));
    }
    text(announce, data.announce);
  };
};

export default { render: (context) => mount(context, "headline", build) };
