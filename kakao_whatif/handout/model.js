// A system with readings and mitigations in place, as model/apply.py makes it. Python puts this text before evaluator.js
// (script.py); both are the one place where JavaScript knows the model.
//
// A system is what handout/model.py writes: services and domains in file order, capacities as whole numbers of which
// `system.whole` make a full load, expressions as a case file writes them. Parts with the same `same` are equal in Python.

/** Thrown where a scenario cannot be; `quoted` holds the ids that Python's message names. */
class Refused extends Error {
  constructor(what, ...quoted) {
    super(what);
    this.quoted = quoted;
  }
}

const NEVER = { any_of: [] };
const partsOf = (on) => on.all_of ?? on.any_of ?? on.of;
const thresholdOf = (on) => (on.all_of ? on.all_of.length : on.any_of ? 1 : on.at_least);
const written = (on) => JSON.stringify(on);

/** Tell whether an expression is true, given which services are not DARK. */
const holds = (on, isUp) =>
  typeof on === "string" ? isUp(on) : partsOf(on).filter((part) => holds(part, isUp)).length >= thresholdOf(on);

const leavesOf = (on) => (typeof on === "string" ? [on] : partsOf(on).flatMap(leavesOf));

/** What must all be true: the parts of an all_of, else the expression itself. */
const conjunctsOf = (on) => (on.all_of ? on.all_of.flatMap(conjunctsOf) : [on]);

/** What is true when the old expression or the new alternative is. */
const either = (was, alternative) => {
  const parts = was.any_of ?? [was];
  return { any_of: parts.some((part) => written(part) === written(alternative)) ? parts : [...parts, alternative] };
};

/** An expression without the services that are not there: such a leaf is never true. */
const present = (on, services) => {
  if (leavesOf(on).every((leaf) => services.has(leaf))) return on;
  if (typeof on === "string") return NEVER;
  const parts = partsOf(on).map((part) => present(part, services));
  const left = parts.filter((part) => written(part) !== written(NEVER));
  if (on.all_of) return left.length === parts.length ? { all_of: parts } : NEVER;
  if (on.any_of) return { any_of: left };
  return on.at_least <= left.length ? { at_least: on.at_least, of: left } : NEVER;
};

/** Mitigations with the members of their bundles, each once, in file order. */
const expanded = (system, ids) => {
  const wanted = new Set();
  const waiting = [...ids];
  while (waiting.length) {
    const id = waiting.pop();
    if (wanted.has(id)) continue;
    wanted.add(id);
    waiting.push(...system.mitigations.get(id).includes);
  }
  return [...system.mitigations.values()].filter(({ id }) => wanted.has(id));
};

const checkBindings = (chosen) => {
  const ids = new Set(chosen.map(({ id }) => id));
  for (const { id, requires, excludes } of chosen) {
    for (const other of requires) if (!ids.has(other)) throw new Refused("requires", id, other);
    for (const other of excludes) if (ids.has(other)) throw new Refused("excludes", id, other);
  }
};

/** The parts while changes are applied to them; it ends when the new system is made. */
class Workbench {
  constructor(system) {
    this.base = system;
    this.domains = new Map(system.domains);
    this.services = new Map(system.services);
    this.contained = new Map(system.contained);
    this.needs = new Map(); // id -> [{written, now}]: changes know a need by what it was when it was written
    this.wakesToo = new Map();
    this.setBy = new Map();
  }

  apply(by, changes) {
    for (const change of changes) {
      const make = this[change.op] ?? this.unknown;
      if (["add_domain", "add_service", "contain_loss", "set_parameter"].includes(change.op)) make.call(this, by, change);
      else {
        const was = this.services.get(change.service);
        if (!was) throw new Refused("changes what is not there", by, change.service, change.service);
        make.call(this, by, change, was);
      }
    }
  }

  unknown(_, change) {
    throw new Error(`unknown change ${change.op}`);
  }

  /** Tell whether this is the first to set a thing; a second that sets it differently is refused. */
  isFirst(by, key, value) {
    const name = written(key);
    const before = this.setBy.get(name);
    if (!before) this.setBy.set(name, { value, by });
    else if (written(before.value) !== written(value)) throw new Refused("set differently", before.by, by);
    return !before;
  }

  add_domain(by, { domain }) {
    if (this.isFirst(by, ["domain", domain.id], domain.same)) this.domains.set(domain.id, domain);
  }

  add_service(by, { new: service }) {
    if (this.isFirst(by, ["service", service.id], service.same)) this.services.set(service.id, service);
  }

  contain_loss(by, { domain, to }) {
    this.isFirst(by, ["loss of", domain], to);
    this.contained.set(domain, to);
  }

  set_parameter(by, { parameter, value }) {
    this.isFirst(by, ["parameter", parameter], value);
  }

  host(was, replicas, failover = was.failover) {
    this.services.set(was.id, { ...was, replicas, failover });
  }

  add_replica(by, { replica, failover: waking }, was) {
    if (!was.replicas.length) throw new Refused("first copy", by, was.id);
    const isNew = this.isFirst(by, ["copy of", was.id, replica.in, replica.role], replica.same);
    const replicas = isNew ? [...was.replicas, replica] : was.replicas;
    if (!waking || was.failover?.same === waking.same) return this.host(was, replicas);
    if (was.failover) throw new Refused("another failover", by, was.id);
    this.host(was, replicas, waking);
  }

  raise_capacity(by, { domain, role, to }, was) {
    this.isFirst(by, ["capacity of", was.id, domain, role], String(to));
    const isMeant = (copy) => copy.in === domain && (!role || role === copy.role);
    this.host(was, was.replicas.map((copy) => (isMeant(copy) && copy.capacity < to ? { ...copy, capacity: to } : copy)));
  }

  move_replica(by, { source, target }, was) {
    if (!this.isFirst(by, ["place of", was.id, source], target)) return;
    const there = was.replicas.filter((copy) => copy.in === source);
    if (there.length !== 1) throw new Refused("not exactly one copy", by, was.id, source);
    this.host(was, was.replicas.map((copy) => (copy === there[0] ? { ...copy, in: target } : copy)));
  }

  remove_replica(by, { domain, role }, was) {
    const replicas = was.replicas.filter((copy) => copy.in !== domain || (role && role !== copy.role));
    if (!replicas.length) throw new Refused("last copy", by, was.id);
    this.host(was, replicas);
  }

  set_failover(by, { failover }, was) {
    if (!this.isFirst(by, ["failover of", was.id], failover.same)) return;
    this.wakesToo.delete(was.id);
    this.host(was, was.replicas, failover);
  }

  needsOf(was) {
    if (!this.needs.has(was.id)) this.needs.set(was.id, was.needs.map((need) => ({ written: need, now: need })));
    return this.needs.get(was.id);
  }

  add_alternative(_, { kind, on }, was) {
    const needs = this.needsOf(was);
    if (kind !== "failover") {
      for (const need of needs) if (need.written.kind === kind) need.now = { ...need.now, on: either(need.now.on, on) };
    } else if (was.failover) this.wakesToo.set(was.id, [...(this.wakesToo.get(was.id) ?? []), on]);
  }

  soften_need(_, { on }, was) {
    for (const need of this.needsOf(was)) if (isWritten(need, "hard", on)) need.now = { ...need.now, kind: "soft" };
  }

  remove_need(_, { kind, on }, was) {
    this.needs.set(was.id, this.needsOf(was).filter((need) => !isWritten(need, kind, on)));
  }

  add_need(_, { need: added }, was) {
    const needs = this.needsOf(was);
    if (needs.every((need) => need.written.same !== added.same)) needs.push({ written: added, now: added });
  }

  system() {
    const { services } = this;
    for (const [id, needs] of this.needs) services.set(id, { ...services.get(id), needs: needs.map(({ now }) => now) });
    for (const [id, expressions] of this.wakesToo) {
      const service = services.get(id);
      if (!service.failover) continue;
      const needs = expressions.reduce(either, service.failover.needs);
      services.set(id, { ...service, failover: { ...service.failover, needs } });
    }
    this.check();
    const there = [...services].map(([id, service]) => [id, relyingOn(service, services)]);
    return { ...this.base, domains: this.domains, services: new Map(there), contained: this.contained };
  }

  /** Refuse what only a mitigation that is not in place would complete. */
  check() {
    const adderOf = (domain) =>
      [...this.base.mitigations.values()].find(({ changes }) => changes.some((change) => change.domain?.id === domain))?.id ?? domain;
    for (const { id, parent } of this.domains.values()) {
      if (parent !== null && !this.domains.has(parent)) throw new Refused("place is not there", id, parent, adderOf(parent));
    }
    for (const { id, replicas, failover } of this.services.values()) {
      if (!failover && replicas.some(({ role }) => role === "standby")) throw new Refused("nothing wakes the standby", id);
      const lost = replicas.find((copy) => !this.domains.has(copy.in));
      if (lost) throw new Refused("place is not there", id, lost.in, adderOf(lost.in));
    }
  }
}

const isWritten = (need, kind, on) => need.written.kind === kind && written(need.written.on) === written(on);

const relyingOn = (service, services) => ({
  ...service,
  failover: service.failover && { ...service.failover, needs: present(service.failover.needs, services) },
  needs: service.needs.map((need) => ({ ...need, on: present(need.on, services) })),
});

/** The system that a scenario supposes: its readings and mitigations in place. Throws `Refused` where they do not fit. */
const inPlace = (system, scenario) => {
  const { mitigations, readings } = scenario;
  if (!mitigations.size && !readings.size) return system;
  const name = written([[...mitigations].sort(), [...readings].sort()]);
  if (!system.placed.has(name)) {
    if (system.placed.size > 64) system.placed.clear();
    system.placed.set(name, applied(system, mitigations, readings));
  }
  return system.placed.get(name);
};

const applied = (system, mitigations, readings) => {
  const chosen = expanded(system, mitigations);
  checkBindings(chosen);
  const bench = new Workbench(system);
  for (const { id, changes } of system.readings.values()) if (readings.has(id)) bench.apply(id, changes);
  for (const { id, changes } of chosen) bench.apply(id, changes);
  return bench.system();
};

/** What is lost once containment is taken into account: a part instead of the whole. */
const effectiveLosses = (system, losses) => {
  const seen = new Set(losses);
  const found = [];
  for (const id of seen) {
    if (!system.contained.has(id)) found.push(id);
    else for (const part of system.contained.get(id)) seen.add(part); // a set grows while it is walked
  }
  return found;
};
