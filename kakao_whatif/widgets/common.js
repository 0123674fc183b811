// Shared by the views; Python puts this text before each module (assets.py), so a module imports nothing.
// Everything drawn here comes from `model.get("data")`; no word on the screen is written in JavaScript.

/** Set an attribute only when it changes; null and false take it away. */
const attr = (node, name, value) => {
  if (value === null || value === undefined || value === false) {
    if (node.hasAttribute(name)) node.removeAttribute(name);
  } else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, String(value));
};

/** Write text only when it changes, so that nothing is laid out again for nothing. */
const text = (node, value) => {
  const wanted = value ?? "";
  if (node.textContent !== String(wanted)) node.textContent = wanted;
};

/**
 * Make an element: `on...` are listeners, `class` and the rest attributes; children are nodes or text.
 * Lab takes single keys such as "a" for its own commands, wherever the focus is not on something so marked.
 */
const h = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  if (["button", "input", "select", "summary", "a"].includes(tag)) node.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else attr(node, name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};

/** Show or hide a part without leaving an empty box. */
const shown = (node, yes) => attr(node, "hidden", yes ? null : "");

/**
 * Bring the children of `parent` in line with `rows`, in place: a row keeps its node (and focus) by key.
 * `make(row)` gives a new node, `fill(node, row, index)` writes the row into it.
 */
const keyed = (parent, rows, key, make, fill) => {
  const had = (parent.kwNodes ??= new Map());
  const now = new Map();
  let place = parent.firstChild;
  rows.forEach((row, index) => {
    const id = key(row, index);
    let node = had.get(id);
    if (!node || now.has(id)) {
      node = make(row);
      node.kwRow = row;
    }
    now.set(id, node);
    node.kwRow = row;
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
    fill?.(node, row, index);
  });
  for (const [id, node] of had) if (now.get(id) !== node) node.remove();
  parent.kwNodes = now;
};

/** Write a sentence: parts of plain text and parts that are links to their windows. */
const sentence = (node, parts, follow) =>
  keyed(
    node,
    parts,
    (part, index) => `${index}:${part.id ?? ""}`,
    (part) =>
      part.id
        ? h("button", { type: "button", class: "kw-link", onclick: (event) => follow(event.currentTarget.kwRow.id) })
        : h("span"),
    (span, part) => {
      text(span, part.text);
      if (part.id) attr(span, "data-id", part.id);
    },
  );

/** The glyphs of a status, as drawn shapes over their characters. */
const SHAPES = { dark: ["dark", "●"], half: ["half", "◐"], key: ["key", "⚿"] };
const shapesOf = (status, signInLost) =>
  ({ dark: signInLost ? ["dark", "key"] : ["dark"], degraded: ["half"], locked: ["key"], sign_in: ["key"] })[status] ?? [];
const glyphs = (node, status, signInLost = false) => {
  const wanted = shapesOf(status, signInLost);
  if (node.kwShapes === wanted.join()) return;
  node.kwShapes = wanted.join();
  node.replaceChildren(...wanted.map((name) => h("span", { class: "kw-g", "data-g": name }, SHAPES[name][1])));
};

/** The size of the page in words: the layout follows the room the page has, not the window it stands in. */
const roomFor = (width) => {
  if (width <= 700) return "phone";
  if (width < 1100) return "tablet";
  return width < 1720 ? "wide" : "beamer";
};

const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** True where the whole page is ours; in JupyterLab keys and the address belong to Lab. */
const isOwnPage = () => document.body.dataset.voila === "voila" || document.body.dataset.kw === "page";

/** The first picture of a view, if the page has one that still waits for its kernel; it is given once. */
const takeFirst = (name) => {
  const waiting = globalThis.kwFirst?.get(name);
  globalThis.kwFirst?.delete(name);
  return waiting;
};

/**
 * Follow the play head of the page, where there is one (playhead.js): `show(frame)` is called with each frame, which has
 * the looks of the windows by id and the figures. Returns the function that gives the frame shown now, or null.
 */
const followFrames = (view, show) => {
  const page = () => view.el.closest(".kw-app");
  view.listen(document, "kw-frame", (event) => event.target.closest(".kw-app") === page() && show(event.detail));
  return () => page()?.kwFrame ?? null;
};

/** The rows of a beat as the deck of the page has them, with what beats share put back; null where there is no deck yet. */
const beatOf = (deck, at) => {
  if (!deck?.beats?.[at]) return null;
  const filled = ({ pooled, ...row }) => ({ ...row, ...Object.fromEntries(Object.entries(pooled).map(([key, place]) => [key, deck.pool[place]])) });
  return Object.fromEntries(Object.entries(deck.beats[at]).map(([view, row]) => [view, filled(row)]));
};

/**
 * Put a view into `el`; where the page shows its first picture already, that comes to life where it stands instead.
 * `build(view)` gets `{root, send, listen, el}` and returns `update(data)`.
 * Errors are shown in the page; the last good picture stays. Returns the clean-up.
 */
const mount = ({ model, el }, name, build) => {
  const waiting = takeFirst(name);
  if (waiting) return waiting.comeAlive(model);
  const undo = [];
  const root = h("section", { class: `kw kw-${name}`, "data-view": name, "data-lm-suppress-shortcuts": "true" });
  const problem = h("pre", { class: "kw-error", role: "alert", hidden: "" });
  el.classList.add("kw-area", `kw-area-${name}`);
  el.append(root, problem);
  const sheet = model.get("sheet");
  if (sheet) el.prepend(h("style", {}, sheet));
  const guard = (work) => {
    try {
      work();
      shown(problem, false);
    } catch (error) {
      text(problem, `${name}: ${error?.stack ?? error}`);
      shown(problem, true);
      console.error(error);
    }
  };
  const isLive = () => model.get("data")?.live !== false;
  // Rows that the page had ready (stage.js) are shown at once; they hold until the kernel's own of the same beat are there.
  let ahead = null; // {rows, seq: what the kernel had sent by then}
  const rowsNow = () => {
    const data = model.get("data");
    if (ahead && data?.seq > ahead.seq && data.beat === ahead.rows.beat) ahead = null;
    return ahead?.rows ?? data;
  };
  const view = {
    root,
    el,
    isLive,
    kernelRows: () => model.get("data"),
    send: (message) => isLive() && model.send(message),
    listen: (target, type, callback, options) => {
      target.addEventListener(type, callback, options);
      undo.push(() => target.removeEventListener(type, callback, options));
    },
    onEnd: (callback) => undo.push(callback),
  };
  let update;
  const draw = () =>
    guard(() => {
      const data = rowsNow();
      if (!data || data.seq === undefined) return;
      update ??= build(view);
      attr(root, "lang", data.lang);
      update(data);
      // Until the kernel answers, the first picture can be read but not operated; what asks nothing of it is marked.
      attr(root, "data-live", String(isLive()));
      for (const control of root.querySelectorAll("button:not([data-alone]), input, select")) {
        if (control.tagName === "BUTTON") attr(control, "aria-disabled", isLive() ? null : "true");
        else control.disabled = !isLive();
      }
      attr(root, "data-seq", data.seq);
      attr(root, "data-ahead", String(ahead !== null));
    });
  // The map is what the reader watches: what stands around it follows once that has been painted.
  let pending = null;
  const redraw = () => {
    if (["building", "playhead", "stage"].includes(name) || document.hidden) return draw();
    pending ??= requestAnimationFrame(() =>
      setTimeout(() => {
        pending = null;
        draw();
      }),
    );
  };
  const fit = (page) => attr(page, "data-room", roomFor(page.parentElement?.clientWidth || page.clientWidth));
  let head = 0;
  const tellHead = (page) => {
    if (head === el.offsetHeight) return;
    head = el.offsetHeight;
    page.style.setProperty("--kw-head", `${head}px`);
  };
  const sizes = new ResizeObserver(() => {
    const page = el.closest(".kw-app") ?? el;
    fit(page);
    // What stands beside the house is as high as the window less the header.
    if (name === "header") tellHead(page);
  });
  sizes.observe(el);
  view.listen(document, "kw-show", (event) => {
    if (event.target !== el.closest(".kw-app") || !event.detail[name]) return;
    ahead = { rows: event.detail[name], seq: model.get("data")?.seq ?? 0 };
    redraw();
  });
  model.on("change:data", redraw);
  model.on("alive", draw); // said once, by the first picture's stand-in
  // Where the page is there already, its room is known before anything is laid out in it.
  const page = el.closest(".kw-app");
  if (page?.isConnected && !page.hasAttribute("data-room")) fit(page);
  draw();
  // Told while there is nothing else on the page: every part of it would be styled again later.
  if (name === "header" && page?.isConnected) tellHead(page);
  return () => {
    model.off("change:data", redraw);
    model.off("alive", draw);
    sizes.disconnect();
    for (const step of undo) step();
    root.remove();
    problem.remove();
  };
};

/** A bar that tells how far some work is, with a button that ends it; `draw(row, label)` takes `done`, `of` and `progress`. */
const progressBar = (cancel, name = "kw-cancel") => {
  const bar = h("div", { class: "kw-bar", role: "progressbar", "aria-valuemin": "0" }, h("span"));
  const said = h("span", { class: "kw-progress" });
  const button = h("button", { type: "button", class: `kw-button ${name}`, onclick: cancel });
  const box = h("div", { class: "kw-work" }, bar, said, button);
  const draw = (row, label, word) => {
    const isWorking = row.of !== null;
    shown(box, isWorking);
    text(said, row.progress);
    text(button, word);
    if (!isWorking) return;
    attr(bar, "aria-label", label);
    attr(bar, "aria-valuemax", row.of);
    attr(bar, "aria-valuenow", row.done);
    attr(bar, "aria-valuetext", row.progress);
    bar.firstChild.style.width = `${(100 * row.done) / row.of}%`;
  };
  return { box, draw };
};

/**
 * Make `box` a sheet that slides in from below on a phone; elsewhere it is a plain panel.
 * The style sheet decides which: here is only what is open, the focus, and Escape.
 */
const slide = (view, box, opener, closer) => {
  const set = (open) => {
    attr(view.root, "data-open", open);
    attr(opener, "aria-expanded", String(open));
  };
  const isSheet = () => getComputedStyle(opener).display !== "none";
  const open = () => set(true);
  const close = () => {
    const hadFocus = box.contains(document.activeElement);
    set(false);
    if (hadFocus && isSheet()) opener.focus();
  };
  opener.addEventListener("click", () => {
    if (view.root.hasAttribute("data-open")) return close();
    open();
    closer.focus({ preventScroll: true });
  });
  closer.addEventListener("click", close);
  view.listen(view.root, "keydown", (event) => {
    if (event.key !== "Escape" || !view.root.hasAttribute("data-open") || event.defaultPrevented) return;
    close();
    event.preventDefault();
  });
  return { open, close };
};
