// The deck: the rows of every beat, held for the stage; on the reading page, all beats below each other.
//
// For tests: section.kw-deck[data-seq]; article.kw-page-beat[data-id][data-beat]; in it h2, .kw-claim, a.kw-live, .kw-qr
// What is read is shown on the map beside it: the event "kw-show" (common.js), and the kernel is told when it rests.

const RESTS = 300; // ms that a beat stays in sight before the kernel is told

const build = (view) => {
  const { root, send } = view;
  const page = () => view.el.closest(".kw-app") ?? view.el;
  const lead = h("p", { class: "kw-deck-lead" });
  const list = h("div", { class: "kw-deck-beats" });
  root.append(lead, list);
  let data = null;
  let beats = [];
  let mode = page().dataset.mode ?? null;
  let current = -1;
  let resting = null;

  // --- reading -------------------------------------------------------------------------------------------
  const makeBeat = () =>
    h(
      "article",
      { class: "kw-page-beat" },
      h("p", { class: "kw-page-place" }),
      h("h2", {}),
      h("div", { class: "kw-page-lines" }),
      h("ul", { class: "kw-page-figures" }),
      h("div", { class: "kw-drawn" }),
      h("div", { class: "kw-stamp", role: "img" }),
      h("ul", { class: "kw-page-times" }),
      h("ul", { class: "kw-claims" }),
      h(
        "p",
        { class: "kw-page-out" },
        h("span", { class: "kw-qr" }),
        h("a", { class: "kw-live", target: "_blank", rel: "noopener" }),
        h("button", { type: "button", class: "kw-button kw-page-go", "data-alone": "", onclick: (event) => present(Number(event.currentTarget.closest("article").dataset.beat)) }),
      ),
    );
  const present = (at) => {
    page().dispatchEvent(new CustomEvent("kw-show", { bubbles: true, detail: beats[at] }));
    send({ kind: "beat", id: String(at) });
    send({ kind: "mode", id: "talk" });
  };

  const fillBeat = (node, { stage, ribbons }, at) => {
    attr(node, "data-id", stage.id);
    attr(node, "data-beat", at);
    const [place, title, lines, figures, drawn, stamp, times, claims, out] = node.children;
    text(place, stage.place);
    text(title, stage.title);
    keyed(lines, stage.lines, (_, index) => index, () => h("p"), text);
    keyed(figures, stage.figures, (row) => row.id, () => h("li", {}, h("b"), h("span"), h("small")), (item, row) => {
      text(item.children[0], row.text);
      text(item.children[1], row.word);
      text(item.children[2], row.delta);
    });
    drawPicture(drawn, stage, (message) => (present(at), send(message)));
    const isMap = stage.picture === "map" || stage.picture === "ribbons";
    shown(stamp, isMap);
    attr(stamp, "aria-label", stage.spoken);
    if (isMap) fillStamp(stamp, stage.stamp);
    const strips = ribbons.groups.flatMap((group) => group.rows);
    shown(times, strips.length > 0);
    keyed(times, strips, (row) => row.id, () => h("li", {}, h("span"), h("b"), h("small")), (item, row) => {
      text(item.children[0], row.label);
      text(item.children[1], row.back);
      text(item.children[2], row.delta);
    });
    keyed(claims, stage.claims, (_, index) => index, () => h("li", { class: "kw-claim" }, h("b"), h("span"), h("a", { target: "_blank", rel: "noopener" })), (item, row) => {
      attr(item, "data-kind", row.kind);
      text(item.children[0], row.word);
      text(item.children[1], row.text);
      text(item.children[2], row.source);
      attr(item.children[2], "href", row.url ?? null);
      shown(item.children[2], Boolean(row.source));
    });
    const [code, live, go] = out.children;
    fillQr(code, stage.qr);
    attr(live, "href", isOwnPage() ? stage.link : null);
    text(live, stage.link_label);
    shown(live, isOwnPage());
    text(go, data.words.go);
  };

  /** The beat whose middle is nearest to the upper third of the window is the one that is being read. */
  const read = () => {
    if (mode !== "read" || !list.childElementCount) return;
    const line = innerHeight * 0.4;
    const away = [...list.children].map((node) => {
      const { top, bottom } = node.getBoundingClientRect();
      return line < top ? top - line : line > bottom ? line - bottom : 0;
    });
    const at = away.indexOf(Math.min(...away));
    if (at === current) return;
    current = at;
    [...list.children].forEach((node, index) => attr(node, "data-read", index === at));
    const { stage, ...pictures } = beats[at];
    page().dispatchEvent(new CustomEvent("kw-show", { bubbles: true, detail: { ...pictures, stage: { ...stage, mode: null } } }));
    clearTimeout(resting);
    resting = setTimeout(() => send({ kind: "beat", id: String(at) }), RESTS);
  };
  view.listen(document, "scroll", () => requestAnimationFrame(read), { capture: true, passive: true });
  view.onEnd(() => clearTimeout(resting));

  const draw = () => {
    if (mode !== "read" || !data) return;
    keyed(list, beats, (_, at) => at, makeBeat, fillBeat);
  };
  view.listen(document, "kw-mode", (event) => {
    if (event.target !== page()) return;
    page().kwDeck = data;
    mode = event.detail.mode;
    if (mode !== "read") return;
    draw();
    current = -1;
    // A page that is opened begins at its top; one that was a talk goes on where the talk is.
    if (event.detail.beat > 0) list.children[event.detail.beat]?.scrollIntoView({ block: "start" });
    requestAnimationFrame(read);
  });

  return (next) => {
    data = next;
    page().kwDeck = data;
    beats = data.beats.map((_, at) => beatOf(data, at));
    text(lead, data.words.lead);
    draw();
    requestAnimationFrame(read);
  };
};

export default { render: (context) => mount(context, "deck", build) };
