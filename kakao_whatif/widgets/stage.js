// The stage of the talk: one beat in large type, what the audience may change, what it rests on; and the presenter's keys.
//
// For tests: section.kw-stage[data-seq][data-beat][data-id][data-changed]; .kw-app[data-mode=talk|read][data-picture]
//   .kw-beat-title, .kw-beat-line, .kw-big[data-id] .kw-n, button.kw-try[data-kind][data-id][aria-pressed], button.kw-return
//   .kw-drawn[data-picture]; .kw-claim[data-kind]; a.kw-live; .kw-qr; button.kw-dot[data-beat]; button.kw-turn[data-way]
//   .kw-black, .kw-notes, .kw-qr-large, .kw-keys (hidden or not); .kw-timer
// A key shows the next beat from the page's deck at once (the event "kw-show", common.js) and tells the kernel.

const ON = ["ArrowRight", "PageDown", " ", "Enter"];
const BACK = ["ArrowLeft", "PageUp", "Backspace"];

const build = (view) => {
  const { root, send } = view;
  const page = () => view.el.closest(".kw-app") ?? view.el;
  const alone = (kind, listener, ...inside) => h("button", { type: "button", class: kind, "data-alone": "", onclick: listener }, ...inside);
  let data = null;
  let wanted = null; // the beat that was gone to, until the kernel shows it
  let wasLive = false;
  let mode = null;

  // --- what stands on it -----------------------------------------------------------------------------
  const skip = h("a", { class: "kw-skip kw-unseen", href: "#kw-map" });
  const home = h("a", { class: "kw-home", "data-lm-suppress-shortcuts": "true" }, h("span", { "aria-hidden": "true" }, "⌂"));
  const name = h("span", { class: "kw-case" });
  const simulation = h("span", { class: "kw-simulation" });
  const timeShown = alone("kw-timer kw-tool", () => timer.toggle());
  const tools = {
    keys: alone("kw-tool", () => act("help"), "?"),
    read: alone("kw-tool", () => act("read")),
    notes: alone("kw-tool", () => act("notes")),
    full_screen: alone("kw-tool", () => act("full")),
  };
  for (const [tool, button] of Object.entries(tools)) attr(button, "data-tool", tool);
  const languages = h("div", { class: "kw-languages", role: "group" });
  const bar = h("header", { class: "kw-bar" }, skip, home, name, simulation, timeShown, tools.keys, tools.notes, tools.read, tools.full_screen, languages);

  const marked = h("p", { class: "kw-marked" });
  const title = h("h1", { class: "kw-beat-title", tabindex: "-1" });
  const lines = h("div", { class: "kw-beat-lines" });
  const figures = h("ul", { class: "kw-bigs" });
  const why = h("div", { class: "kw-why-box", hidden: "" }, h("p", { class: "kw-why-of" }, h("b"), h("span")), h("ol", { class: "kw-why-list" }), alone("kw-why-close", () => send({ kind: "select", id: data.selected })));
  const problem = h("p", { class: "kw-problem", role: "alert", hidden: "" });
  const tryWord = h("h2", { class: "kw-try-word" });
  const tries = h("div", { class: "kw-tries", role: "group" });
  const back = alone("kw-return", () => act("return"));
  const told = h("div", { class: "kw-told" }, h("div", { class: "kw-told-top" }, marked, title, lines, figures, why, problem), h("div", { class: "kw-change" }, tryWord, tries, back));
  const drawn = h("div", { class: "kw-drawn" });

  const sources = h("h2", { class: "kw-unseen" });
  const claims = h("ul", { class: "kw-claims" });
  const live = h("a", { class: "kw-live", target: "_blank", rel: "noopener", "data-lm-suppress-shortcuts": "true" });
  const onlyHere = h("small", { class: "kw-only-here" });
  const code = alone("kw-qr", () => act("qr"));
  const turns = { previous: alone("kw-turn", () => go(data.beat - 1), "‹"), next: alone("kw-turn", () => go(data.beat + 1), "›") };
  attr(turns.previous, "data-way", "back");
  attr(turns.next, "data-way", "on");
  const dots = h("div", { class: "kw-dots", role: "group" });
  const place = h("span", { class: "kw-place" });
  const rest = h("footer", { class: "kw-rest" }, sources, claims, h("div", { class: "kw-out" }, code, h("div", {}, live, onlyHere)), h("nav", { class: "kw-nav" }, turns.previous, dots, place, turns.next));

  const black = alone("kw-black", () => act("black"), h("span", { class: "kw-unseen" }));
  const largeCode = h("div", { class: "kw-qr" });
  const largeAddress = h("p", { class: "kw-qr-address" });
  const largeNote = h("p", { class: "kw-qr-note" });
  const large = h("div", { class: "kw-qr-large kw-over", role: "dialog", hidden: "" }, largeCode, largeAddress, largeNote, alone("kw-button", () => act("qr")));
  const keyList = h("dl");
  const keys = h("div", { class: "kw-keys kw-over", role: "dialog", hidden: "" }, h("h2"), keyList, alone("kw-button", () => act("help")));
  const announce = h("div", { class: "kw-unseen kw-announce", role: "status", "aria-live": "polite" });
  shown(black, false);

  // --- the presenter -----------------------------------------------------------------------------------
  const timer = makeTimer(() => data && tellTime());
  const notes = makeNotes(timer, (what) => act(what));
  let notesIn = null; // null, "page", or the second window
  let notesNote = "";
  shown(notes.box, false);
  root.append(bar, told, drawn, rest, notes.box, large, keys, black, announce);
  view.onEnd(() => {
    timer.end();
    if (notesIn?.close) notesIn.close();
  });
  const tellTime = () => {
    text(timeShown, clock(timer.seconds()));
    shown(timeShown, timer.isBegun());
    notes.tick(data);
  };
  const following = () => beatOf(page().kwDeck, data.beat + 1)?.stage;
  const fillNotes = () => notes.fill(data, following(), notesNote, Boolean(notesIn?.close));
  const putNotes = (place) => {
    if (notesIn?.close && !place?.close) root.insertBefore(document.adoptNode(notes.box), large);
    notesIn = place;
    shown(notes.box, place !== null);
    attr(tools.notes, "aria-pressed", String(place !== null));
    fillNotes();
  };
  const toWindow = () => {
    const own = openNotesWindow(notes, data.words.notes, onKey, () => notesIn === own && putNotes(null));
    notesNote = own ? "" : data.words.no_window;
    putNotes(own ?? "page");
  };
  const toggleNotes = () => {
    notesNote = "";
    const own = notesIn?.close ? notesIn : null;
    putNotes(notesIn === null ? "page" : null);
    own?.close();
  };

  // --- going ---------------------------------------------------------------------------------------------
  const show = (at) => {
    const beat = beatOf(page().kwDeck, at);
    if (beat) page().dispatchEvent(new CustomEvent("kw-show", { bubbles: true, detail: beat }));
    wanted = at;
    send({ kind: "beat", id: String(at) });
  };
  const go = (at) => {
    shown(black, false);
    if (at < 0 || at >= data.of) return;
    if (at > data.beat) timer.start();
    show(at);
  };
  /** Tell the page how it is shown; in JupyterLab the views are drawn before there is a page around them. */
  const dress = () => {
    attr(page(), "data-picture", data.picture);
    attr(page(), "data-changed", data.changed);
    if (page().dataset.mode === mode) return;
    attr(page(), "data-mode", mode);
    page().dispatchEvent(new CustomEvent("kw-mode", { bubbles: true, detail: { mode, beat: data.beat } }));
  };
  const setMode = (next) => {
    if (mode === next) return;
    mode = next;
    dress();
    attr(tools.read, "aria-pressed", String(mode === "read"));
    text(tools.read, mode === "read" ? data.words.talk : data.words.read);
    writeAddress();
    resize();
  };
  const act = (what) => {
    if (what === "black") shown(black, black.hidden);
    else if (what === "notes") toggleNotes();
    else if (what === "window") toWindow();
    else if (what === "timer") timer.toggle();
    else if (what === "qr") data.qr && shown(large, large.hidden);
    else if (what === "help") shown(keys, keys.hidden);
    else if (what === "return") show(data.beat);
    else if (what === "full") document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.().catch(() => {});
    else if (what === "read") {
      const next = mode === "read" ? "talk" : "read";
      setMode(next);
      send({ kind: "mode", id: next });
    }
    if (!black.hidden) black.focus({ preventScroll: true });
  };
  const LETTERS = { b: "black", ".": "black", n: "notes", t: "timer", q: "qr", r: "return", p: "read", f: "full", "?": "help" };
  const onKey = (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || !data) return;
    const isInside = isOwnPage() || root.contains(event.target);
    if (!isInside || event.target.closest?.("input, select, textarea")) return;
    const { key } = event;
    if (key === "Escape") {
      const open = [black, large, keys].find((box) => !box.hidden);
      if (open) shown(open, false);
      else if (data.changed) act("return");
      return;
    }
    const letter = key.length === 1 ? LETTERS[key.toLowerCase()] : null;
    const what = letter === "notes" && event.shiftKey ? "window" : letter;
    if (what) {
      event.preventDefault();
      return act(what);
    }
    // A control that has the focus keeps its own keys; on the reading page they scroll.
    const onControl = event.target.closest?.("button, a, [role='switch']") && event.target !== black;
    if (mode === "read" || (onControl && [" ", "Enter"].includes(key))) return;
    const goal = ON.includes(key) ? data.beat + 1 : BACK.includes(key) ? data.beat - 1 : { Home: 0, End: data.of - 1 }[key];
    if (goal === undefined) return;
    event.preventDefault();
    go(goal);
  };
  view.listen(document, "keydown", onKey);
  // What was clicked with a mouse does not keep the focus: the next arrow is the presenter's.
  view.listen(document, "click", (event) => {
    if (!event.detail || !isOwnPage() || !page().contains(event.target)) return;
    const held = document.activeElement;
    if (held && page().contains(held) && !held.closest("input, select, .kw-over")) held.blur();
  });

  // --- room ----------------------------------------------------------------------------------------------
  const fitText = (box, property, least) => {
    for (let scale = 1; scale >= least; scale -= 0.04) {
      box.style.setProperty(property, scale.toFixed(2));
      if (box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1) return;
    }
  };
  /** What a beat draws itself is in the same unit, which it may have smaller. */
  const fitDrawn = () => {
    drawn.style.removeProperty("--kw-u");
    if (drawn.hidden || isFlowing()) return;
    for (let scale = 1; scale >= 0.5 && (drawn.scrollHeight > drawn.clientHeight + 1 || drawn.scrollWidth > drawn.clientWidth + 1); scale -= 0.04) {
      drawn.style.setProperty("--kw-u", `${(unit() * scale).toFixed(2)}px`);
    }
  };
  const isFlowing = () => page().dataset.room === "phone" || mode === "read";
  const fitWords = () => {
    for (const [box, property, least] of [[told, "--kw-fit", 0.5], [claims, "--kw-fit", 0.6]]) {
      if (isFlowing()) box.style.removeProperty(property);
      else fitText(box, property, least);
    }
  };
  let boxed = "";
  const fitHouse = () => {
    const area = page().querySelector(".kw-area-building");
    if (!area?.checkVisibility()) return; // it is measured when it is seen
    const height = page().dataset.room === "phone" ? 0 : houseRoom();
    const plan = `${Math.round(height)} ${page().clientWidth} ${data.lang} ${mode}`;
    const isWhole = !height || area.getBoundingClientRect().height <= height + 1;
    if (plan === boxed && isWhole) return;
    boxed = plan;
    page().dispatchEvent(new CustomEvent("kw-fit", { bubbles: true, detail: { height } }));
  };
  const houseRoom = () => (mode === "read" ? innerHeight - 90 : rest.getBoundingClientRect().top - bar.getBoundingClientRect().bottom - 2 * unit());
  const unit = () => Number.parseFloat(page().style.getPropertyValue("--kw-u")) || 12.8;
  const resize = () => {
    const box = page();
    const [wide, high] = [box.clientWidth, isOwnPage() ? innerHeight : Math.min(innerHeight * 0.8, box.clientWidth * 0.5625)];
    if (!wide || !data) return;
    dress();
    const size = Math.min(wide / 100, high / 56.25);
    box.style.setProperty("--kw-u", `${size.toFixed(3)}px`);
    box.style.setProperty("--kw-scale", (size / 12.8).toFixed(4));
    box.style.setProperty("--kw-high", `${high}px`);
    fitWords();
    fitDrawn();
    fitHouse();
  };
  /** Where a beat is longer than the window it begins at its top, and an answer comes to whoever asked for it. */
  const lead = (before) => {
    if (!before || mode !== "talk" || page().dataset.room !== "phone") return;
    if (before.beat !== data.beat) bar.scrollIntoView({ block: "start" });
    else if (data.why && before.why?.label !== data.why.label) why.scrollIntoView({ block: "center" });
  };
  const sizes = new ResizeObserver(resize);
  view.onEnd(() => sizes.disconnect());
  view.listen(window, "resize", resize);

  const writeAddress = () => {
    if (!isOwnPage() || !data) return;
    const address = data.addresses[mode ?? "talk"];
    if (location.search !== address) history.replaceState(history.state, "", address);
  };
  let isTold = false;
  const tellHost = () => {
    if (isTold || !view.isLive() || !isOwnPage()) return;
    isTold = true;
    send({ kind: "host", id: new URL("./", location.href).href.split(/[?#]/)[0] });
  };

  // --- words ---------------------------------------------------------------------------------------------
  const fillWords = () => {
    const { words } = data;
    text(skip, words.skip);
    attr(home, "href", data.home);
    attr(home, "title", words.home);
    attr(home, "aria-label", words.home);
    shown(home, Boolean(data.home));
    text(name, data.case);
    text(simulation, words.simulation);
    for (const [tool, button] of Object.entries(tools)) if (tool !== "keys" && tool !== "read") text(button, words[tool]);
    text(tools.read, mode === "read" ? words.talk : words.read);
    attr(tools.keys, "aria-label", words.keys);
    attr(timeShown, "title", words.timer);
    text(sources, words.sources);
    text(tryWord, words.try);
    text(back, words.return);
    text(why.lastChild, words.close);
    attr(tries, "aria-label", words.try);
    attr(dots, "aria-label", words.beats);
    attr(turns.previous, "aria-label", words.previous);
    attr(turns.next, "aria-label", words.next);
    text(black.firstChild, words.black_end);
    attr(code, "aria-label", words.qr);
    attr(large, "aria-label", words.qr);
    text(large.lastChild, words.qr_close);
    attr(keys, "aria-label", words.keys);
    text(keys.firstChild, words.keys);
    text(keys.lastChild, words.keys_close);
    keyed(keyList, data.keys, (row) => row.keys, () => h("div", {}, h("dt"), h("dd")), (row, { keys: pressed, line }) => {
      text(row.firstChild, pressed);
      text(row.lastChild, line);
    });
    attr(languages, "aria-label", words.language);
    keyed(
      languages,
      data.languages,
      (one) => one.id,
      (one) => h("button", { type: "button", class: "kw-tool kw-language", "data-id": one.id, lang: one.id, onclick: () => send({ kind: "language", id: one.id }) }),
      (button, one) => {
        text(button, one.label);
        attr(button, "aria-pressed", String(one.selected));
      },
    );
  };

  return (next) => {
    const before = data;
    data = next;
    sizes.observe(page());
    sizes.observe(bar);
    if (data.mode !== null || mode === null) setMode(data.mode ?? "talk");
    dress();
    attr(root, "data-beat", data.beat);
    attr(root, "data-id", data.id);
    attr(root, "data-changed", data.changed);
    if (before?.lang !== data.lang || before?.home !== data.home || !before) fillWords();
    text(marked, data.changed ? data.words.changed : "");
    shown(marked, data.changed);
    text(title, data.title);
    keyed(lines, data.lines, (_, at) => at, () => h("p", { class: "kw-beat-line" }), text);
    keyed(figures, data.figures, (row) => row.id, () => h("li", { class: "kw-big" }, h("span", { class: "kw-n" }), h("span", { class: "kw-big-said" }, h("span"), h("small", { class: "kw-delta" }))), fillFigure);
    shown(figures, data.figures.length > 0);
    shown(why, Boolean(data.why));
    if (data.why) {
      text(why.firstChild.firstChild, data.why.label);
      text(why.firstChild.lastChild, data.why.word);
      keyed(why.children[1], data.why.sentences, (_, at) => at, () => h("li"), (item, parts) => sentence(item, parts, (id) => send({ kind: "select", id })));
    }
    text(problem, [data.problem, data.along].filter(Boolean).join(" "));
    shown(problem, Boolean(data.problem || data.along));
    keyed(
      tries,
      data.tries,
      (row) => `${row.kind} ${row.id}`,
      () => h("button", { type: "button", class: "kw-try", onclick: (event) => send({ kind: event.currentTarget.dataset.kind, id: event.currentTarget.dataset.id }) }, h("span", { class: "kw-knob", "aria-hidden": "true" }), h("span", { class: "kw-try-label" }), h("small")),
      fillTry,
    );
    shown(back, data.changed);
    drawPicture(drawn, data, send);
    keyed(claims, data.claims, (_, at) => at, () => h("li", { class: "kw-claim" }, h("b"), h("span"), h("a", { target: "_blank", rel: "noopener" })), fillClaim);
    attr(live, "href", isOwnPage() ? data.link : null);
    text(live, data.link_label);
    shown(live, isOwnPage());
    fillQr(code, data.qr);
    text(onlyHere, data.qr?.note ? data.words.only_here : "");
    fillQr(largeCode, data.qr);
    text(largeAddress, data.qr?.address);
    text(largeNote, data.qr?.note);
    shown(largeNote, Boolean(data.qr?.note));
    keyed(dots, Array.from({ length: data.of }, (_, at) => at), (at) => at, (at) => alone("kw-dot", () => go(at)), (dot, at) => {
      attr(dot, "data-beat", at);
      attr(dot, "aria-current", at === data.beat ? "step" : null);
      attr(dot, "data-past", at < data.beat);
      attr(dot, "aria-label", `${at + 1} / ${data.of}`);
      attr(dot, "title", beatOf(page().kwDeck, at)?.stage.title ?? `${at + 1} / ${data.of}`);
    });
    text(place, data.place);
    turns.previous.disabled = data.beat === 0;
    turns.next.disabled = data.beat === data.of - 1;
    text(announce, data.announce);
    if (notesIn !== null) fillNotes();
    tellTime();
    writeAddress();
    // The talk may have gone on before there was a kernel: it is told where the talk is.
    if (view.isLive() && view.kernelRows()?.beat === wanted) wanted = null;
    else if (view.isLive() && !wasLive && wanted !== null) send({ kind: "beat", id: String(wanted) });
    wasLive = view.isLive();
    tellHost();
    resize();
    lead(before);
  };
};

export default { render: (context) => mount(context, "stage", build) };
