// The page: the widgets' own views, drawn by rows that this page makes. Each view speaks to a stand-in for Jupyter's model.

/** What a view speaks to: rows in `data`, intents out. */
class StandIn {
  constructor(send) {
    this.send = send;
    this.callbacks = [];
  }

  get(key) {
    return key === "data" ? this.data : undefined;
  }

  on(event, callback) {
    if (event === "change:data") this.callbacks.push(callback);
  }

  off(_, callback) {
    this.callbacks = this.callbacks.filter((each) => each !== callback);
  }

  show(data) {
    this.data = data;
    for (const callback of this.callbacks) callback();
  }
}

const MAKERS = { header: headerRows, switches: switchRows, headline: headlineRows, building: buildingRows, details: detailRows };

const byId = (id) => document.getElementById(id);
const make = (tag, attributes, ...children) => {
  const node = Object.assign(document.createElement(tag), attributes);
  node.append(...children);
  return node;
};

const readersLanguage = () => {
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return spoken.find((tag) => LANGUAGES.includes(tag)) ?? "ko";
};

/** A link to another case shows no picture: this page has one case, and offers it. */
const showNoCase = (asked, language) => {
  document.documentElement.lang = language;
  const way = make("a", { href: `?case=${quotedId(CASE.id)}&lang=${language}`, textContent: document.title });
  const words = [make("h1", { textContent: say("views.no_such_case.title", language, { asked: shownPart(asked) }) }), make("p", { textContent: say("views.no_such_case.line", language) }), way];
  byId("kw-page").replaceChildren(make("div", { className: "kw kw-no-case" }, ...words));
  byId("kw-page").lang = language;
  return null;
};

const openPage = (views, content) => {
  openCase(content);
  const { beforehand } = content;
  const query = (location.search || location.hash.slice(1)).replace(/^\?/, "");
  const missing = missingCase(query);
  if (missing !== null) return showNoCase(missing, LANGUAGES.find((each) => each === new URLSearchParams(query).get("lang")) ?? readersLanguage());
  const state = new State(readLink(query), readersLanguage());
  const send = (intent) => {
    state.handle(intent);
    draw();
  };
  const stands = new Map();
  const mounted = (name, place, data) => {
    const el = make("div", {});
    place.append(el);
    const stand = new StandIn(send);
    stand.data = data;
    stands.set(name, stand);
    views[name].render({ model: stand, el });
  };
  const drawView = (name, place, data) => (stands.has(name) ? stands.get(name).show(data) : mounted(name, place, data));

  const draw = () => {
    const { moment } = state;
    document.documentElement.lang = moment.language;
    // The map first: it is what the reader watches.
    const order = stands.size ? ["building", "headline", "details", "header", "switches"] : Object.keys(MAKERS);
    for (const name of order) drawView(name, byId("kw-page"), MAKERS[name](moment));
    drawBeforehand(moment);
    try {
      history.replaceState(null, "", writeLink(moment));
    } catch {
      // Some browsers keep the address of a file as it is; the button that copies the link works there too.
    }
  };

  const drawBeforehand = async (moment) => {
    byId("kw-beforehand").lang = moment.language;
    byId("kw-about").lang = moment.language;
    byId("kw-about").replaceChildren(...aboutLines(beforehand, moment).map((line) => make("p", { textContent: line })));
    drawSaved(savedRow(beforehand, moment));
    drawWhen(whenRow(beforehand, moment));
    const times = canUnpack() ? await timesOf(beforehand, moment) : null;
    if (moment !== state.moment) return; // the reader has gone on meanwhile
    byId("kw-times").hidden = times === null;
    if (times !== null) drawView("ribbons", byId("kw-times"), times);
    byId("kw-when").dataset.seq = moment.seq;
  };

  const button = (row, word, name) =>
    make("button", { type: "button", className: "kw-button", textContent: word, ariaLabel: name, onclick: () => send(row) });

  const drawSaved = ({ title, line, sets, word }) => {
    const items = sets.map(({ id, label, cost }) =>
      make("li", {}, make("span", { textContent: `${label} · ${cost}` }), button({ kind: "try", id }, word, `${word}: ${label}`)),
    );
    byId("kw-saved").replaceChildren(make("h2", { textContent: title }), make("p", { textContent: line }), make("ul", {}, ...items));
  };
  const drawWhen = ({ title, line, button: way }) => {
    const more = way ? [button({ kind: way.kind }, way.label, way.label)] : [];
    byId("kw-when").replaceChildren(make("h2", { textContent: title }), make("p", { textContent: line }), ...more);
  };

  draw();
  return state;
};

/** A part that fails must say so: a picture that silently stops following the switches would be a wrong one. */
const tellFailures = (words) => {
  const tell = (error) => {
    const message = String(error?.message ?? error ?? "");
    if (!message || /ResizeObserver loop/.test(message)) return;
    const box = byId("kw-problem");
    box.hidden = false;
    box.textContent = `${words[document.documentElement.lang] ?? words.en} ${message.slice(0, 300)}`;
  };
  addEventListener("error", (event) => tell(event.error ?? event.message));
  addEventListener("unhandledrejection", (event) => tell(event.reason));
};
