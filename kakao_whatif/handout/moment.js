// One moment of the page: what is supposed, what follows, and what the reader looks at (views/snapshot.py).
// The rows that the widgets draw are made from it, row for row as Python's views make them; a test compares them.

let CASE = null; // set once, by openCase
const openCase = ({ model, case: told, texts }) => {
  const system = openSystem(model);
  openTexts(texts);
  const possible = { domains: new Map(), services: new Map() };
  for (const { changes } of [...system.readings.values(), ...system.mitigations.values()]) {
    for (const change of changes) {
      if (change.op === "add_domain") possible.domains.set(change.domain.id, change.domain);
      if (change.op === "add_service") possible.services.set(change.new.id, change.new);
    }
  }
  for (const kind of ["domains", "services"]) for (const [id, part] of system[kind]) possible[kind].set(id, part);
  CASE = { ...told, system, possible, scenarios: new Map(told.scenarios.map((row) => [row.id, scenarioOf(row)])), begin: scenarioOf(told.begin) };
};

const scenarioOf = ({ losses = [], mitigations = [], readings = [], parameters = {} } = {}) => ({
  losses: new Set(losses),
  mitigations: new Set(mitigations),
  readings: new Set(readings),
  parameters,
});

class Moment {
  constructor(fields) {
    const looks = { language: "ko", selected: null, showsAssumed: false, problem: null, told: [], along: null, action: null };
    Object.assign(this, looks, { passed: [], seq: 0, canUndo: false, canRedo: false, live: true }, fields);
  }

  with(changes) {
    return new Moment({ ...this, ...changes });
  }

  get scenario() {
    return this.impact.scenario;
  }

  /** The same losses under the same reading, without mitigations: what a change is told against. */
  get bare() {
    const { scenario } = this;
    if (!scenario.mitigations.size) return this.impact;
    return this.kept("bare", () => propagate(CASE.system, { ...scenario, mitigations: new Set() }));
  }

  /** The mitigations in place, members of bundles among them. */
  get inPlace() {
    return this.kept("inPlace", () => new Set(expanded(CASE.system, this.scenario.mitigations).map(({ id }) => id)));
  }

  /** The losses that change nothing, each with the reason. */
  get harmless() {
    return this.kept("harmless", () => harmlessLosses(this.impact));
  }

  /** Why the selected service is as it is; null if no service of the picture is selected. */
  get explanation() {
    if (!this.impact.system.services.has(this.selected)) return null;
    return this.kept("explanation", () => explain(this.impact, this.selected));
  }

  /** What is worked out once for one moment. */
  kept(name, make) {
    const all = (this.impact.kept ??= {});
    const key = `${name} ${name === "explanation" ? this.selected : ""}`;
    return (all[key] ??= make());
  }

  say(key, values) {
    return say(key, this.language, values);
  }

  count(key, n, values) {
    return countOf(key, n, this.language, values);
  }

  tell(both) {
    return inLanguage(both, this.language);
  }

  get texts() {
    return TEXTS[this.language];
  }

  name(id) {
    return this.texts.mitigations[id] ?? this.texts.names[id] ?? id;
  }

  label(id) {
    return this.texts.mitigations[id] ?? this.texts.labels[id] ?? id;
  }

  /** What every view's rows begin with. */
  get frame() {
    return { lang: this.language, seq: this.seq, live: this.live };
  }

  statusWord(status) {
    return this.say(`status.${STATUS_WORDS[status]}`);
  }

  withStatus(status) {
    return [...this.impact.status].filter(([, each]) => each === status).map(([id]) => id);
  }

  /** The first names of a set of services, what people use first, and how many more there are. */
  names(ids, most = 5) {
    const wanted = new Set(ids);
    const services = [...this.impact.system.services.values()].filter(({ id }) => wanted.has(id));
    const ordered = services.sort((one, other) => PEOPLE_FIRST.indexOf(one.layer) - PEOPLE_FIRST.indexOf(other.layer));
    const shown = ordered.slice(0, most).map(({ id }) => this.name(id));
    if (ordered.length > most) return this.say("views.changed.more", { names: shown.join(", "), n: ordered.length - most });
    return plainText(listing(shown, this.language));
  }
}

const PEOPLE_FIRST = ["application", "platform", "operations", "data", "external"];
