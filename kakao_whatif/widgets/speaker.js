// What the presenter has: a timer, notes (in the page or in a second window), a black screen, a large QR code, the keys.
// Python puts this text before stage.js (assets.py). Every word is a row; times are the only thing that is counted here.

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** A timer that tells each second; it begins with the first step of the talk. */
const makeTimer = (tell) => {
  let [passed, since, ticking] = [0, null, null];
  const seconds = () => (passed + (since === null ? 0 : performance.now() - since)) / 1000;
  const isRunning = () => since !== null;
  const start = () => {
    if (isRunning()) return;
    since = performance.now();
    ticking = setInterval(tell, 1000);
    tell();
  };
  const stop = () => {
    passed = seconds() * 1000;
    since = null;
    clearInterval(ticking);
    tell();
  };
  const clear = () => {
    passed = 0;
    if (isRunning()) since = performance.now();
    tell();
  };
  return { seconds, isRunning, isBegun: () => isRunning() || passed > 0, start, clear, toggle: () => (isRunning() ? stop() : start()), end: () => clearInterval(ticking) };
};

/** The notes of a beat with the timer and what comes next; made in whichever document shows them. */
const makeNotes = (timer, act) => {
  const time = h("b", { class: "kw-notes-time", role: "timer" });
  const planned = h("span", { class: "kw-notes-planned" });
  const toggle = h("button", { type: "button", class: "kw-button kw-notes-toggle", "data-alone": "", onclick: () => timer.toggle() });
  const clear = h("button", { type: "button", class: "kw-button", "data-alone": "", onclick: () => timer.clear() });
  const own = h("button", { type: "button", class: "kw-button kw-notes-window", "data-alone": "", onclick: () => act("window") });
  const close = h("button", { type: "button", class: "kw-button kw-notes-close", "data-alone": "", onclick: () => act("notes") });
  const title = h("h2");
  const list = h("ul", { class: "kw-notes-list" });
  const next = h("p", { class: "kw-notes-next" }, h("b"), h("span"));
  const told = h("p", { class: "kw-notes-told", role: "status" });
  const box = h("section", { class: "kw kw-notes" }, h("div", { class: "kw-notes-head" }, time, planned, toggle, clear, own, close), title, list, next, told);
  const tick = (row) => {
    text(time, clock(timer.seconds()));
    attr(box, "data-late", timer.seconds() > row.planned.until * 60);
    text(toggle, timer.isRunning() ? row.words.pause : row.words.go_on);
  };
  const fill = (row, following, note, isOwn) => {
    attr(box, "lang", row.lang);
    attr(box, "aria-label", row.words.notes);
    text(planned, row.planned.word);
    text(clear, row.words.clear);
    text(own, row.words.notes_window);
    text(close, row.words.close);
    shown(own, !isOwn);
    text(title, `${row.place}  ${row.title}`);
    keyed(list, row.notes, (_, at) => at, () => h("li"), text);
    text(next.firstChild, following ? row.words.up_next : row.words.end);
    text(next.lastChild, following?.title ?? "");
    text(told, note);
    shown(told, Boolean(note));
    tick(row);
  };
  return { box, fill, tick };
};

/** Open the notes in a window of their own, which takes the same keys; null where the browser does not allow it. */
const openNotesWindow = (notes, title, onKey, onClose) => {
  const other = window.open("", "kw-notes", "popup,width=760,height=620");
  if (!other) return null;
  const page = other.document;
  page.title = title;
  page.documentElement.lang = document.documentElement.lang;
  page.head.replaceChildren(...[...document.querySelectorAll("style")].filter((sheet) => sheet.textContent.includes(".kw-notes")).map((sheet) => page.importNode(sheet, true)));
  page.body.className = "kw-notes-page";
  page.body.replaceChildren(page.adoptNode(notes.box));
  page.onkeydown = onKey;
  other.addEventListener("pagehide", onClose);
  other.focus();
  return other;
};
