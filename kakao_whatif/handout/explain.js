// Why a service is as it is: the losses that suffice, and the causes that lead from them to it, as
// propagation/explain.py and causes.py find them. Python's own answers, sentence by sentence, are what a test asks of it.

const without = (set, id) => new Set([...set].filter((other) => other !== id));
const sortedIds = (ids) => [...ids].sort();
const once = (items, key = (item) => item) => items.filter((item, at) => items.findIndex((other) => key(other) === key(item)) === at);

/** The round in which each dark service goes dark, given which standbys sleep; `last` after all that falls without it. */
const spreadOf = (system, settled, last) => {
  const rounds = new Map();
  const isUp = (id) => !rounds.has(id);
  let isHeld = last !== null;
  for (let round = 1; ; round += 1) {
    const front = [...system.services.values()].filter((service) => {
      if (!isUp(service.id)) return false;
      if (service.id === last) return false;
      const isGone = settled.lostServices.has(service.id) || !isHosted(system, service, settled);
      return (round === 1 && isGone) || !isMet(service, "hard", isUp);
    });
    if (!front.length) {
      if (!isHeld || !settled.dark.has(last)) return rounds;
      isHeld = false;
      rounds.set(last, round);
    }
    for (const { id } of front) rounds.set(id, round);
  }
};

/** By lost domain, what it is lost with: itself, or the nearest one around it that is named. */
const lostPlaces = (system, losses) => {
  const named = new Set(effectiveLosses(system, losses));
  return new Map([...lostDomains(system, losses)].map((id) => [id, lostWith(system, id, named)]));
};
const lostWith = (system, domain, named) => {
  let above = domain;
  while (!named.has(above)) above = system.domains.get(above).parent;
  return above;
};

/** Reads causes off what losses come to; `asked` falls after all that falls without it. */
class CauseFinder {
  constructor(system, losses, { supposed = new Map(), asked = null } = {}) {
    this.system = system;
    this.settled = settle(system, losses);
    this.rounds = spreadOf(system, this.settled, asked);
    this.named = new Set(effectiveLosses(system, losses));
    this.supposed = supposed;
  }

  /** Whether a need of a service fails, or, without one, its hosting; for DARK, before the service does. */
  fails(id, status, need) {
    if (status === DARK && !this.rounds.has(id)) return false;
    if (need !== null) {
      const dark = status === DARK ? this.earlier(need, id) : this.rounds;
      return !holds(need, (other) => !dark.has(other));
    }
    const service = this.system.services.get(id);
    if (status === DARK) return !isHosted(this.system, service, this.settled);
    return capacityOf(this.system, service, this.settled) < this.system.whole;
  }

  /** The cause of a dark service: own loss, hosting, or the first hard need to fail. */
  ofDark(id) {
    const service = this.system.services.get(id);
    const cause = lostCause(id, DARK);
    if (this.settled.lostServices.has(id)) return cause;
    if (!isHosted(this.system, service, this.settled)) return this.ofCondition(id, DARK, "hosting", null);
    for (const part of partsOfKind(service, "hard")) {
      const earlier = this.earlier(part, id);
      if (!holds(part, (other) => !earlier.has(other))) {
        return { ...cause, kind: "hard", need: part, because: this.falsifiers(part, earlier) };
      }
    }
    throw new Error(`${id} is dark without a cause`);
  }

  /** The cause that one given condition of a service is. */
  ofCondition(id, status, kind, need) {
    if (need !== null) {
      const dark = kind === "hard" ? this.earlier(need, id) : this.settled.dark;
      return { ...lostCause(id, status), kind, need, because: this.falsifiers(need, dark) };
    }
    const service = this.system.services.get(id);
    const copies = this.copiesOut(service, status);
    const lost = new Set(copies.filter((copy) => copy.lostWith !== null).map((copy) => copy.in));
    const lostToo = service.replicas
      .filter((copy) => this.supposed.has(copy.in) && !lost.has(copy.in))
      .map((copy) => ({ in: copy.in, role: copy.role, lostWith: this.supposed.get(copy.in), waitsFor: [] }));
    const because = once(copies.flatMap((copy) => copy.waitsFor));
    return { ...lostCause(id, status), kind: "hosting", copies, because, lostToo };
  }

  earlier(need, id) {
    return new Set(leavesOf(need).filter((leaf) => this.rounds.get(leaf) < this.rounds.get(id)));
  }

  /** Dark services that make a need false, as few as it takes, the earliest first. */
  falsifiers(need, dark) {
    const found = sortedIds(new Set(leavesOf(need).filter((leaf) => dark.has(leaf))));
    let kept = found.sort((one, other) => this.rounds.get(one) - this.rounds.get(other));
    for (const id of [...kept].reverse()) {
      const fewer = kept.filter((other) => other !== id);
      if (!holds(need, (other) => !fewer.includes(other))) kept = fewer;
    }
    return kept;
  }

  /** Copies that do not serve: as few losses as leave too little capacity, and all that went with them. */
  copiesOut(service, status) {
    const isAwake = (copy) => copy.role === "active" || !this.settled.asleep.has(service.id);
    const serves = (copy) => !this.settled.lostDomains.has(copy.in) && isAwake(copy);
    const out = service.replicas.filter((copy) => !serves(copy));
    let enough = out;
    for (const copy of [...out].reverse()) {
      const fewer = enough.filter((other) => other !== copy);
      if (this.isTooLittle(service, status, fewer)) enough = fewer;
    }
    const all = out.map((copy) => this.told(service, copy));
    const lostWith = new Set(all.filter((told, at) => told.lostWith && enough.includes(out[at])).map((told) => told.lostWith));
    const isInside = (id) => id !== null && (lostWith.has(id) || isInside(this.system.domains.get(id).parent ?? null));
    return all.filter((told, at) => enough.includes(out[at]) || isInside(told.in));
  }

  isTooLittle(service, status, out) {
    const { whole } = this.system;
    const carried = service.replicas.reduce((sum, copy) => (out.includes(copy) ? sum : sum + copy.capacity), 0n);
    if (status === DEGRADED) return carried < whole;
    const capacity = carried < whole ? carried : whole;
    return capacity === 0n || capacity < service.min_capacity;
  }

  told(service, copy) {
    const found = { in: copy.in, role: copy.role, lostWith: null, waitsFor: [] };
    if (!this.settled.lostDomains.has(copy.in)) {
      if (service.failover) found.waitsFor = this.falsifiers(service.failover.needs, this.settled.dark);
      return found;
    }
    return { ...found, lostWith: lostWith(this.system, copy.in, this.named) };
  }
}

/** What must all be true for the needs of one kind, each once. */
const partsOfKind = (service, kind) =>
  once(service.needs.filter((need) => need.kind === kind).flatMap((need) => conjunctsOf(need.on)), written);

const lostCause = (id, status) => ({ id, status, kind: "lost", need: null, copies: [], because: [], lostToo: [] });

/** What must hold for a service to be better than a status, in the order of telling: `{kind, need}`. */
const conditionsOf = (service, status) => {
  if (status === UP) return [];
  const kind = { [DARK]: "hard", [LOCKED]: "login", [DEGRADED]: "soft" }[status];
  const needs = partsOfKind(service, kind).map((need) => ({ kind, need }));
  const hosting = service.replicas.length ? [{ kind: "hosting", need: null }] : [];
  if (status === DARK) return [{ kind: "lost", need: null }, ...hosting, ...needs];
  return status === DEGRADED ? [...needs, ...hosting] : needs;
};
const sameCondition = (one, other) => written([one.kind, one.need]) === written([other.kind, other.need]);
const isAmong = (conditions) => (condition) => conditions.some((other) => sameCondition(condition, other));

/** How the conditions of one service stand under some losses, each as if all its others were met. */
class Outlook {
  constructor({ system, id, status, supposed }, losses) {
    this.id = id;
    this.status = status;
    this.system = system;
    this.isLost = status === DARK && losses.has(id);
    this.losses = status === DARK ? without(losses, id) : losses;
    this.finder = new CauseFinder(system, this.losses, { supposed, asked: status === DARK ? id : null });
  }

  fails({ kind, need }) {
    return kind === "lost" ? this.isLost : this.finder.fails(this.id, this.status, need);
  }

  get failing() {
    return conditionsOf(this.system.services.get(this.id), this.status).filter((condition) => this.fails(condition));
  }

  /** The round in which a failing condition fails. */
  when(condition) {
    if (condition.need === null) return condition.kind === "hosting" ? 1 : 0;
    return 1 + Math.max(0, ...this.first(condition).because.map((id) => this.finder.rounds.get(id)));
  }

  /** The cause that a failing condition is. */
  first({ kind, need }) {
    return kind === "lost" ? lostCause(this.id, this.status) : this.finder.ofCondition(this.id, this.status, kind, need);
  }

  /** The cause of the service and of every service it rests on, in the order of reading. */
  causes(condition) {
    const causes = new Map([[this.id, this.first(condition)]]);
    const waiting = [...causes.get(this.id).because];
    for (const other of waiting) {
      if (causes.has(other)) continue;
      causes.set(other, this.finder.ofDark(other));
      waiting.push(...causes.get(other).because);
    }
    return causes;
  }

  /** Losses that suffice for a failing condition: those that its causes end at. */
  lossesOf(condition) {
    if (condition.kind === "lost") return new Set([this.id]);
    const first = this.first(condition);
    const causes = [first];
    const seen = new Set(this.status === DARK ? [this.id] : []);
    const waiting = [...first.because];
    for (const id of waiting) {
      if (seen.has(id)) continue;
      seen.add(id);
      causes.push(this.finder.ofDark(id));
      waiting.push(...causes.at(-1).because);
    }
    const ends = new Set(causes.filter(({ kind }) => kind === "lost").map(({ id }) => id));
    for (const { copies } of causes) for (const copy of copies) ends.add(copy.lostWith);
    return new Set([...this.losses].filter((loss) => effectiveLosses(this.system, [loss]).some((id) => ends.has(id))));
  }
}

/** The conditions that fail without the help of other reasons, or of each other. */
const onTheirOwn = ({ system, id, status }, losses, candidates, because) => {
  if (!candidates.length) return [];
  const told = without(new Set(because), id);
  const named = candidates.filter(({ need }) => typeof need === "string").map(({ need }) => need);
  const others = sortedIds(without(new Set(named), id)).filter((need) => !told.has(need));
  const outlook = (held) => {
    const bare = [...held].map((other) => [other, { ...system.services.get(other), replicas: [], failover: null, needs: [] }]);
    const left = new Set([...losses].filter((loss) => !held.has(loss)));
    const eased = { ...system, services: new Map([...system.services, ...bare]) };
    return new CauseFinder(eased, left, { asked: status === DARK ? id : null });
  };
  // All at once: what falls although all the others are held up needs none of them.
  const together = outlook(new Set([...told, ...others]));
  const last = together.rounds.get(id) ?? Infinity;
  const isUp = (other) => !(together.rounds.get(other) < last);
  const falls = (need) => {
    const service = system.services.get(need);
    const isAsleep = hasStandby(service) && !holds(service.failover.needs, (other) => !together.settled.dark.has(other));
    const settled = { ...together.settled, asleep: new Set(isAsleep ? [need] : []) };
    return losses.has(need) || !isHosted(system, service, settled) || !isMet(service, "hard", isUp);
  };
  let held = new Set([...told, ...others.filter(falls)]);
  // One by one: what is left fails through what was found, or in a ring of waking.
  const doubtful = [];
  for (;;) {
    const standing = outlook(held);
    const next = others.find((need) => !held.has(need) && standing.fails(id, status, need));
    if (next === undefined) break;
    doubtful.push(next);
    held = new Set([...held, next]);
  }
  for (const need of doubtful) if (!outlook(without(held, need)).fails(id, status, need)) held = without(held, need);
  const gates = outlook(held);
  return candidates.filter(({ need }) =>
    typeof need === "string" ? held.has(need) && !told.has(need) : gates.fails(id, status, need),
  );
};

/** Finds reasons for one service: of `{system, id, status, supposed}`. */
class Search {
  constructor(question) {
    this.question = question;
    this.always = this.under(new Set());
  }

  under(losses) {
    return new Outlook(this.question, losses);
  }

  /** Reasons that have no loss in common, and what fails through losses of several of them: `{reasons, shared}`. */
  reasons(losses) {
    const outlook = this.under(losses);
    const { failing } = outlook;
    if (!failing.length) return { reasons: [], shared: [] };
    const fewest = this.firstLosses(outlook);
    const least = this.under(fewest);
    const first = least.failing.reduce((one, other) => (least.when(other) < least.when(one) ? other : one));
    const given = new Set([...losses].filter((loss) => !fewest.has(loss)));
    const sometimes = failing.filter((condition) => !this.always.fails(condition));
    const told = [[first, fewest], ...this.apart(given, sometimes)];
    let left = failing.filter((condition) => !isAmong(told.map(([other]) => other))(condition));
    const reasons = told.map(([condition, these]) => {
      const under = this.under(these);
      const broken = left.filter((other) => under.fails(other));
      const ways = onTheirOwn(this.question, these, broken, under.first(condition).because);
      left = left.filter((other) => !ways.includes(other));
      const firsts = ways.map((way) => under.first(way));
      return { id: this.question.id, losses: these, causes: under.causes(condition), ways: firsts };
    });
    const causes = reasons.flatMap(({ id, causes, ways }) => [causes.get(id), ...ways]);
    const shared = onTheirOwn(this.question, losses, left, causes.flatMap(({ because }) => because));
    return { reasons, shared: shared.map((condition) => outlook.first(condition)) };
  }

  /** A reason for each condition that fails. */
  oneForEach(losses) {
    const outlook = this.under(losses);
    return outlook.failing.map((condition) => {
      const fewest = this.fewest(condition, outlook.lossesOf(condition));
      return { id: this.question.id, losses: fewest, causes: this.under(fewest).causes(condition), ways: [] };
    });
  }

  /** Some of these losses under which a condition fails, none of which can be left out. */
  fewest(condition, losses) {
    let kept = losses;
    for (const loss of sortedIds(losses)) if (this.under(without(kept, loss)).fails(condition)) kept = without(kept, loss);
    return kept;
  }

  /** The fewest losses of the first condition that nothing less would break through another one. */
  firstLosses(outlook) {
    const found = [];
    for (const condition of outlook.failing) {
      const fewest = this.fewest(condition, outlook.lossesOf(condition));
      found.push(this.least(fewest));
      if (found.at(-1).size === fewest.size) return fewest;
    }
    return found[0];
  }

  /** Some of these losses that make the service as bad, none of which can be left out. */
  least(losses) {
    const { system, id, status } = this.question;
    const isAsBad = (some) => statusOf(system, system.services.get(id), settle(system, some)) >= status;
    let kept = losses;
    for (const loss of sortedIds(losses)) if (isAsBad(without(kept, loss))) kept = without(kept, loss);
    return kept;
  }

  /** Conditions with losses under which they fail, no loss twice, until nothing fails. */
  apart(losses, conditions) {
    const found = [];
    let left = losses;
    for (;;) {
      const outlook = this.under(left);
      const failing = conditions.filter((condition) => outlook.fails(condition));
      if (!failing.length) return found;
      for (const condition of failing) {
        const ends = outlook.lossesOf(condition);
        if (![...ends].every((loss) => left.has(loss))) continue;
        const fewest = this.fewest(condition, ends);
        left = new Set([...left].filter((loss) => !fewest.has(loss)));
        found.push([condition, fewest]);
      }
    }
  }
}

/** Why a service is as it is: `{reasons, shared, signIn}`; no reason if it is UP, the main one first. */
const explain = (impact, id) => {
  const { system } = impact;
  const losses = new Set(impact.scenario.losses);
  const status = impact.status.get(id);
  const supposed = lostPlaces(system, losses);
  const search = (worse) => new Search({ system, id, status: worse, supposed });
  const signIn = status === DARK ? search(LOCKED).oneForEach(losses) : [];
  return { ...search(status).reasons(losses), signIn };
};
