// What the reader supposes, with its history: intents in, one moment after the other out (dashboards/state.py).

class State {
  constructor(link, language) {
    const { scenario, selected, told, passed } = link;
    const impact = propagate(CASE.system, scenario);
    this.moment = new Moment({ impact, language: link.language ?? language, selected, told, passed, seq: 1 });
    this.history = [scenario];
    this.at = 0;
  }

  /** Do what the reader wants: {kind, id}. */
  handle({ kind, id = null }) {
    const { system, possible, scenarios } = CASE;
    const { scenario, showsAssumed } = this.moment;
    const isPlace = possible.domains.has(id) || possible.services.has(id);
    const turn = (isKnown, make) => (isKnown ? this.go(make()) : this.refuse(inBoth("views.refusal.unknown", { id: alike(String(id).slice(0, 40)) })));
    const ids = (id ?? "").split(",");
    const acts = {
      lose: () => turn(isPlace, () => toggledLoss(scenario, id)),
      mitigate: () => turn(system.mitigations.has(id), () => toggledMitigation(scenario, id)),
      unify: () => turn(system.mitigations.has(id), () => toggledMitigation(scenario, id)),
      read: () => turn(system.readings.has(id), () => chosenReading(scenario, id)),
      scenario: () => turn(scenarios.has(id), () => this.to(scenarios.get(id), inBoth("views.action.scenario", { name: bothOf("scenarios", id) }))),
      try: () => turn(ids.every((each) => system.mitigations.has(each)), () => tried(scenario, ids)),
      plain: () => this.go(this.to({ ...scenario, mitigations: new Set(), parameters: {} }, inBoth("handout.action.plain"))),
      reset: () => this.go(this.to(CASE.begin, inBoth("views.action.reset"))),
      undo: () => this.step(-1, "views.action.undo"),
      redo: () => this.step(1, "views.action.redo"),
      select: () => (id === null || isPlace ? this.look({ selected: id }) : turn(false)),
      language: () => LANGUAGES.includes(id) && this.look({ language: id }),
      assumed: () => this.look({ showsAssumed: !showsAssumed }),
    };
    if (!(kind in acts)) throw new Error(`unknown intent ${kind}`);
    acts[kind]();
  }

  to(scenario, action) {
    return { scenario, action, along: null };
  }

  /** Put a new scenario on the screen and remember it; if it is refused, keep the picture and say why. */
  go({ scenario, action, along }) {
    const impact = this.impactOf(scenario);
    if (!impact) return;
    if (spelled(scenario) !== spelled(this.history[this.at])) {
      this.history = [...this.history.slice(0, this.at + 1), scenario];
      this.at += 1;
    }
    this.next({ impact, action, along, problem: null, told: [] });
  }

  step(by, action) {
    const scenario = this.history[this.at + by];
    if (!scenario) return this.look({});
    this.at += by;
    this.next({ impact: this.impactOf(scenario), action: inBoth(action), along: null, problem: null, told: [] });
  }

  impactOf(scenario) {
    try {
      return propagate(CASE.system, scenario);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refuse(refusalOf(scenario, error));
      return null;
    }
  }

  refuse(problem) {
    this.next({ problem, action: null, along: null });
  }

  /** Show the same scenario in another way. */
  look(changes) {
    this.next({ problem: null, action: null, along: null, ...changes });
  }

  next(changes) {
    const can = { canUndo: this.at > 0, canRedo: this.at + 1 < this.history.length };
    this.moment = this.moment.with({ seq: this.moment.seq + 1, ...can, ...changes });
  }
}

const spelled = ({ losses, mitigations, readings, parameters }) =>
  written([...[losses, mitigations, readings].map(sortedIds), sortedIds(Object.keys(parameters)).map((id) => [id, parameters[id]])]);
const bothOf = (kind, id) => ({ en: TEXTS.en[kind][id], ko: TEXTS.ko[kind][id] });
const tried = (scenario, ids) => ({
  scenario: { ...scenario, mitigations: folded(required([...scenario.mitigations, ...ids])) },
  action: inBoth("views.action.on", { name: namesOf(ids) }),
  along: null,
});
