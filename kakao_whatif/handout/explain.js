// Why a service is as it is: the losses that suffice, and the causes that lead from them to it, as
// propagation/explain.py and causes.py find them. Python's own answers, sentence by sentence, are what a test asks of it.

const without = (set, id) => new Set([...set].filter((other) => other !== id));
const sortedIds = (ids) => [...ids].sort();
const once = (items, key = (item) => item) => items.filter((item, at) => items.findIndex((other) => key(other) === key(item)) === at);

/** The round in which each dark service goes dark, given which standbys sleep. */
const spreadOf = (system, settled) => {
  const rounds = new Map();
  const isUp = (id) => !rounds.has(id);
  for (let round = 1; ; round += 1) {
    const front = [...system.services.values()].filter((service) => {
      if (!isUp(service.id)) return false;
      const isGone = settled.lostServices.has(service.id) || !isHosted(system, service, settled);
      return (round === 1 && isGone) || !isMet(service, "hard", isUp);
    });
    if (!front.length) return rounds;
    for (const { id } of front) rounds.set(id, round);
  }
};

/** Reads causes off what losses come to. */
class CauseFinder {
  constructor(system, losses) {
    this.system = system;
    this.settled = settle(system, losses);
    this.rounds = spreadOf(system, this.settled);
    this.named = new Set(effectiveLosses(system, losses));
  }

  /** The cause of a dark service: own loss, hosting, or the first hard need to fail. */
  ofDark(id) {
    const service = this.system.services.get(id);
    const cause = { id, status: DARK, kind: "lost", need: null, copies: [], because: [] };
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
      return { id, status, kind, need, copies: [], because: this.falsifiers(need, dark) };
    }
    const copies = this.copiesOut(this.system.services.get(id), status);
    return { id, status, kind: "hosting", need: null, copies, because: once(copies.flatMap((copy) => copy.waitsFor)) };
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
    return all.filter((told, at) => enough.includes(out[at]) || lostWith.has(told.lostWith));
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
    let above = copy.in;
    while (!this.named.has(above)) above = this.system.domains.get(above).parent;
    return { ...found, lostWith: above };
  }
}

/** What must all be true for the needs of one kind, each once. */
const partsOfKind = (service, kind) =>
  once(service.needs.filter((need) => need.kind === kind).flatMap((need) => conjunctsOf(need.on)), written);

/** The conditions of a service, each put to the test alone: `{system, id, status, kind, need, losses}`. */
const questionsOf = (system, id, status, losses) => {
  const service = system.services.get(id);
  const only = (fewer) => ({ ...system, services: new Map(system.services).set(id, { ...service, ...fewer }) });
  const ask = (kind, need = null, alone = system) => ({ system: alone, id, status, kind, need, losses });
  const all = (kind) => partsOfKind(service, kind).map((part) => ask(kind, part));
  if (status === LOCKED) return all("login");
  const hosting = service.replicas.length > 0;
  if (status === DEGRADED) return [...all("soft"), ...(hosting ? [ask("hosting")] : [])];
  if (status !== DARK) return [];
  losses = without(losses, id);
  const bare = (part) => only({ replicas: [], failover: null, needs: [{ kind: "hard", on: part }] });
  const hard = partsOfKind(service, "hard").map((part) => ask("hard", part, bare(part)));
  return [...(hosting ? [ask("hosting", null, only({ needs: [] }))] : []), ...hard];
};

const failsIn = ({ system, id, status, need }, losses) => {
  const settled = settle(system, losses);
  if (status === DARK) return settled.dark.has(id);
  if (need !== null) return !holds(need, (other) => !settled.dark.has(other));
  return capacityOf(system, system.services.get(id), settled) < system.whole;
};

/** The cause of the service and of every service it rests on, in the order of reading. */
const causesOf = ({ system, id, status, kind, need }, losses) => {
  const finder = new CauseFinder(system, losses);
  const causes = new Map([[id, finder.ofCondition(id, status, kind, need)]]);
  const waiting = [...causes.get(id).because];
  for (const other of waiting) {
    if (causes.has(other)) continue;
    causes.set(other, finder.ofDark(other));
    waiting.push(...causes.get(other).because);
  }
  return causes;
};

/** The losses that the causes end at: they suffice, and are few among many. */
const namedLosses = (question) => {
  const causes = [...causesOf(question, question.losses).values()];
  // It signs in through itself: why it is dark is not among these causes.
  if (question.status !== DARK && causes.some(({ because }) => because.includes(question.id))) return question.losses;
  const ends = new Set(causes.filter(({ kind }) => kind === "lost").map(({ id }) => id));
  for (const { copies } of causes) for (const copy of copies) ends.add(copy.lostWith);
  return new Set([...question.losses].filter((loss) => effectiveLosses(question.system, [loss]).some((id) => ends.has(id))));
};

/** Losses under which the condition fails, none of which can be left out. */
const smallestLosses = (question) => {
  let kept = namedLosses(question);
  for (const loss of sortedIds(kept)) if (failsIn(question, without(kept, loss))) kept = without(kept, loss);
  return kept;
};

const reasonsOf = (system, id, status, losses) => {
  const found = [];
  if (status === DARK && losses.has(id)) {
    const cause = { id, status, kind: "lost", need: null, copies: [], because: [] };
    found.push({ id, losses: new Set([id]), causes: new Map([[id, cause]]) });
  }
  for (const question of questionsOf(system, id, status, losses)) {
    if (!failsIn(question, question.losses)) continue;
    const smallest = smallestLosses(question);
    found.push({ id, losses: smallest, causes: causesOf(question, smallest) });
  }
  return found;
};

/** The first reason of which no part would make the service as bad through another condition. */
const mainReason = (system, id, status, reasons) => {
  const isAsBad = (losses) => statusOf(system, system.services.get(id), settle(system, losses)) >= status;
  const least = (losses) => {
    for (const loss of sortedIds(losses)) if (isAsBad(without(losses, loss))) losses = without(losses, loss);
    return losses;
  };
  const found = reasons.find((reason) => least(reason.losses).size === reason.losses.size);
  return found ?? reasonsOf(system, id, status, least(reasons[0].losses))[0];
};

/** Why a service is as it is: `{reason, also, signIn}`; the reason is null if it is UP. */
const explain = (impact, id) => {
  const { system } = impact;
  const losses = new Set(impact.scenario.losses);
  const status = impact.status.get(id);
  const reasons = reasonsOf(system, id, status, losses);
  const reason = reasons.length ? mainReason(system, id, status, reasons) : null;
  const condition = ({ id: of, causes }) => written([causes.get(of).kind, causes.get(of).need]);
  return {
    reason,
    also: reasons.filter((other) => reason === null || condition(other) !== condition(reason)),
    signIn: status === DARK ? reasonsOf(system, id, LOCKED, losses) : [],
  };
};
