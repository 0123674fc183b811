// The play head: a clock that runs through the frames which Python sent, and tells them to the other views.
//
// For tests: section.kw-playhead[data-seq][data-hour][data-playing]
//   button.kw-play[aria-pressed], button.kw-step[data-way=back|on]; .kw-head[role=slider][aria-valuetext]
//   .kw-when and .kw-since are the texts of the frame. Every frame is told by the event "kw-frame" (common.js).
// Words, figures and looks of each frame are rows: here is only which of them is shown. Space plays, arrows step.

const QUIET = 80; // ms that a frame stays in which nothing changes
const BUSY = 200; // and one in which something does
const STILL = 700; // from change to change, for those who want no motion
const SETTLED = 250; // ms after which the address may name the moment
const FAR = 6; // hours that a page key leaps

const build = (view) => {
  const { root, send } = view;
  const icon = (name) => h("span", { class: "kw-icon", "data-icon": name, "aria-hidden": "true" });
  const step = (way, by) => h("button", { type: "button", class: "kw-step", "data-alone": "", "data-way": way, onclick: () => (pause(), leap(by)) }, icon(way));
  const play = h("button", { type: "button", class: "kw-play", "data-alone": "", "aria-pressed": "false", onclick: () => toggle() }, icon("play"));
  const back = step("back", -1);
  const on = step("on", 1);
  const when = h("span", { class: "kw-when" });
  const since = h("span", { class: "kw-since" });
  const curve = h("div", { class: "kw-curve", "aria-hidden": "true" });
  const days = h("div", { class: "kw-days", "aria-hidden": "true" });
  const thumb = h("div", { class: "kw-thumb", "aria-hidden": "true" });
  const none = h("span", { class: "kw-none" });
  const head = h("div", { class: "kw-head", role: "slider", tabindex: "0", "aria-keyshortcuts": "Space" }, curve, days, none, thumb);
  root.append(h("div", { class: "kw-steps", role: "group" }, back, play, on), h("div", { class: "kw-clock" }, when, since), head);

  let data = null;
  let at = 0; // the frame shown
  let looks = null; // the look of each window in it, by id
  let timer = null;
  let telling = null;
  let told = null; // the hour that Python knows

  const share = (hour) => ((hour - data.start) / (data.end - data.start)) * 100;
  const nearest = (hour) => {
    const after = data.frames.findIndex((frame) => frame.h >= hour);
    if (after <= 0) return after < 0 ? data.frames.length - 1 : 0;
    const [one, other] = [data.frames[after - 1], data.frames[after]];
    return hour - one.h < other.h - hour ? after - 1 : after;
  };

  /** Show a frame: what turned since the last one, or all from the beginning if that lies behind. */
  const show = (next) => {
    const from = looks === null || next < at ? 0 : at + 1;
    looks = from === 0 ? {} : { ...looks };
    for (const { turn } of data.frames.slice(from, next + 1)) for (const [id, letter] of Object.entries(turn)) looks[id] = data.looks[letter];
    at = next;
    const frame = data.frames[at];
    text(when, frame.clock);
    text(since, frame.since);
    attr(head, "aria-valuenow", frame.h);
    attr(head, "aria-valuetext", `${frame.clock}, ${frame.since}`);
    root.style.setProperty("--kw-at", `${share(frame.h)}%`);
    attr(root, "data-hour", frame.h);
    const detail = { h: frame.h, at: share(frame.h), n: frame.n, d: frame.d, looks };
    const page = view.el.closest(".kw-app");
    if (page) page.kwFrame = detail;
    root.dispatchEvent(new CustomEvent("kw-frame", { bubbles: true, detail }));
  };

  /** Tell Python where it stands, once it stands: the address names it. */
  const tell = () => {
    clearTimeout(telling);
    telling = setTimeout(() => {
      const hour = data.frames[at].h;
      if (hour === told || timer !== null || !view.isLive()) return;
      told = hour;
      send({ kind: "at", id: String(hour) });
    }, SETTLED);
  };

  const move = (next) => {
    show(Math.min(Math.max(next, 0), data.frames.length - 1));
    tell();
  };
  const nextChange = (by) => {
    let next = at + by;
    while (data.frames[next] && !data.frames[next].changes) next += by;
    return Math.min(Math.max(next, 0), data.frames.length - 1);
  };
  const leap = (by) => move(nextChange(by));

  // --- playing -------------------------------------------------------------------------------------
  const isLast = () => at >= data.frames.length - 1;
  const wait = () => (reducedMotion() ? STILL : data.frames[at].changes ? BUSY : QUIET);
  const run = () => {
    if (isLast()) return pause();
    show(reducedMotion() ? nextChange(1) : at + 1);
    timer = setTimeout(run, wait());
  };
  const say = () => {
    const isPlaying = timer !== null;
    attr(root, "data-playing", isPlaying);
    attr(play, "aria-pressed", String(isPlaying));
    attr(play.firstChild, "data-icon", isPlaying ? "pause" : "play");
    attr(play, "aria-label", isPlaying ? data.words.pause : data.words.play);
    attr(play, "title", isPlaying ? data.words.pause : data.words.play);
  };
  const pause = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    say();
    tell();
  };
  const toggle = () => {
    if (timer !== null) return pause();
    if (isLast()) show(0);
    timer = setTimeout(run, wait());
    say();
  };

  view.listen(root, "keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const hour = data.frames[at].h;
    const act = {
      ArrowRight: () => leap(1),
      ArrowUp: () => leap(1),
      ArrowLeft: () => leap(-1),
      ArrowDown: () => leap(-1),
      PageUp: () => move(nearest(hour + FAR)),
      PageDown: () => move(nearest(hour - FAR)),
      Home: () => move(0),
      End: () => move(data.frames.length - 1),
    }[event.key];
    if (event.key === " " && event.target === head) toggle();
    else if (act) {
      pause();
      act();
    } else return;
    event.preventDefault();
  });
  const drag = (event) => {
    const box = head.getBoundingClientRect();
    const part = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    move(nearest(data.start + part * (data.end - data.start)));
  };
  view.listen(head, "pointerdown", (event) => {
    if (event.button) return;
    pause();
    head.setPointerCapture(event.pointerId);
    drag(event);
  });
  view.listen(head, "pointermove", (event) => head.hasPointerCapture(event.pointerId) && drag(event));
  view.onEnd(() => {
    clearTimeout(timer);
    clearTimeout(telling);
  });

  /** How many are down, as a skyline over the axis. */
  const drawCurve = () => {
    const points = ["0% 100%"];
    let before = 100;
    for (const frame of data.frames) {
      const [x, y] = [share(frame.h), 100 - (100 * frame.down) / Math.max(1, data.most)];
      points.push(`${x.toFixed(2)}% ${before.toFixed(1)}%`, `${x.toFixed(2)}% ${y.toFixed(1)}%`);
      before = y;
    }
    curve.style.clipPath = `polygon(${points.join(", ")}, 100% 100%)`;
  };

  return (next) => {
    const hour = data?.frames[at].h;
    const isNewPlace = !data || (next.at !== data.at && next.at !== told);
    data = next;
    if (isNewPlace) told = data.at;
    const words = data.words;
    attr(head, "aria-label", words.label);
    attr(head, "aria-valuemin", data.start);
    attr(head, "aria-valuemax", data.end);
    attr(head, "title", words.keys);
    attr(back, "aria-label", words.back);
    attr(back, "title", words.back);
    attr(on, "aria-label", words.on);
    attr(on, "title", words.on);
    keyed(days, data.ticks, (tick) => tick.h, () => h("span"), (node, tick) => {
      node.style.left = `${share(tick.h)}%`;
      text(node, tick.label);
    });
    text(none, data.none);
    shown(none, Boolean(data.none));
    drawCurve();
    looks = null;
    show(nearest(isNewPlace ? data.at : hour));
    say();
    tell(); // what was moved before there was a kernel
  };
};

export default { render: (context) => mount(context, "playhead", build) };
