// The parts of a system while readings and mitigations are put in place, as model/workbench.py and model/hosting.py do it.

/** The parts while changes are applied to them; it ends when the new system is made. Within a stage, order does not matter. */
class Workbench {
  constructor(system) {
    this.base = system;
    this.domains = new Map(system.domains);
    this.services = new Map(system.services);
    this.contained = new Map(system.contained);
    this.needs = new Map(); // id -> [{written, softened}]: changes know a need by what it was when it was written
    this.alternatives = new Map(); // id -> [{by, kind, instead_of, on}]
    this.setBy = new Map();
    this.idle = new Map(); // changes that come to nothing
  }

  /** Put the changes of one stage in place: readings, then mitigations. */
  apply(sources) {
    const steps = sources.flatMap(({ id, changes }) => changes.map((change) => ({ ...change, by: id })));
    const ofService = new Map();
    for (const step of steps) {
      if (this[step.op]) this[step.op](step);
      else ofService.set(step.service, [...(ofService.get(step.service) ?? []), step]);
    }
    for (const [id, some] of ofService) {
      const was = this.services.get(id);
      if (!was) throw new Refused("changes what is not there", some[0].by, id, id);
      this.services.set(id, this.hosted(was, some));
      this.changeNeeds(id, some);
    }
  }

  /** Tell whether this is the first to set a thing; a second that sets it differently is refused. */
  isFirst(by, key, value) {
    const name = written(key);
    const before = this.setBy.get(name);
    if (!before) this.setBy.set(name, { value, by });
    else if (written(before.value) !== written(value)) throw new Refused("set differently", before.by, by);
    return !before;
  }

  note(by, service, isIdle) {
    if (isIdle) this.idle.set(written([by, service]), { by, service });
  }

  add_domain({ by, domain }) {
    if (this.isFirst(by, ["domain", domain.id], domain.same)) this.domains.set(domain.id, domain);
  }

  add_service({ by, new: service }) {
    if (this.isFirst(by, ["service", service.id], service.same)) this.services.set(service.id, service);
  }

  contain_loss({ by, domain, to }) {
    this.isFirst(by, ["loss of", domain], to);
    this.contained.set(domain, to);
  }

  set_parameter({ by, parameter, value }) {
    this.isFirst(by, ["parameter", parameter], value);
  }

  /** A service with its copies and its failover as these changes have them. */
  hosted(was, steps) {
    const copies = [...this.kept(was, steps), ...this.added(was, steps)];
    if (was.replicas.length && !copies.length) throw new Refused("last copy", of(steps, "remove_replica").at(-1).by, was.id);
    const moved = this.moved(was.id, copies, of(steps, "move_replica"));
    const replicas = this.raised(was.id, moved, of(steps, "raise_capacity"));
    return { ...was, replicas, failover: this.failover(was, steps) };
  }

  kept(was, steps) {
    const removals = of(steps, "remove_replica");
    for (const step of removals) this.note(step.by, was.id, !was.replicas.some((copy) => isMeant(step, copy)));
    return was.replicas.filter((copy) => !removals.some((step) => isMeant(step, copy)));
  }

  added(was, steps) {
    return of(steps, "add_replica").flatMap(({ by, replica }) => {
      if (!was.replicas.length) throw new Refused("first copy", by, was.id);
      const removal = of(steps, "remove_replica").find((step) => isMeant(step, replica));
      if (removal) throw new Refused("added and removed", by, was.id, replica.in, removal.by);
      return this.isFirst(by, ["copy of", was.id, replica.in, replica.role], replica.same) ? [replica] : [];
    });
  }

  moved(id, copies, moves) {
    const found = [...copies];
    for (const { by, source, target } of moves) {
      const there = copies.filter((copy) => copy.in === source);
      if (there.length !== 1) throw new Refused("not exactly one copy", by, id, source);
      this.isFirst(by, ["place of", id, source], target);
      found[copies.indexOf(there[0])] = { ...there[0], in: target };
    }
    return found;
  }

  raised(id, copies, raises) {
    let found = copies;
    for (const step of raises) {
      const { by, domain, role, to } = step;
      this.isFirst(by, ["capacity of", id, domain, role], String(to));
      this.note(by, id, !found.some((copy) => isMeant(step, copy)));
      found = found.map((copy) => (isMeant(step, copy) && copy.capacity < to ? { ...copy, capacity: to } : copy));
    }
    return found;
  }

  failover(was, steps) {
    let found = was.failover;
    for (const { by, failover } of steps) {
      if (!failover) continue;
      this.isFirst(by, ["failover of", was.id], failover.same);
      found = failover;
    }
    return found;
  }

  /** Add, remove and soften needs; alternatives wait until all needs are there. */
  changeNeeds(id, steps) {
    const removals = of(steps, "remove_need");
    const softenings = of(steps, "soften_need").map((step) => ({ ...step, kind: "hard" }));
    const needs = this.needs.get(id) ?? this.services.get(id).needs.map((need) => ({ written: need, softened: false }));
    for (const { by, need } of of(steps, "add_need")) {
      const removal = removals.find((step) => isWritten({ written: need }, step));
      if (removal) throw new Refused("added and removed", by, id, ...leavesOf(need.on), removal.by);
      if (needs.every((other) => other.written.same !== need.same)) needs.push({ written: need, softened: false });
    }
    for (const step of removals) this.note(step.by, id, !needs.some((need) => isWritten(need, step)));
    const left = needs.filter((need) => !removals.some((step) => isWritten(need, step)));
    for (const step of softenings) this.note(step.by, id, !left.some((need) => isWritten(need, step)));
    const isSoftened = (need) => need.softened || softenings.some((step) => isWritten(need, step));
    this.needs.set(id, left.map((need) => ({ ...need, softened: isSoftened(need) })));
    this.alternatives.set(id, [...(this.alternatives.get(id) ?? []), ...of(steps, "add_alternative")]);
  }

  /** A service with its needs as they are now, and all alternatives beside them. */
  eased(service, needs, steps) {
    const byKind = {};
    for (const { by, kind, instead_of: part, on } of steps) {
      const ofKind = needs.filter((need) => need.written.kind === kind).map((need) => need.written.on);
      const isThere = kind === "failover" ? this.canWakeToo(service, by, part) : ofKind.some((each) => hasPart(each, part));
      this.note(by, service.id, !isThere || written(present(on, this.services)) === written(NEVER));
      byKind[kind] ??= new Map();
      byKind[kind].set(written(part), [...(byKind[kind].get(written(part)) ?? []), on]);
    }
    const now = (on, kind) => (byKind[kind] ? eased(on, byKind[kind]) : on);
    return {
      ...service,
      failover: service.failover && { ...service.failover, needs: now(service.failover.needs, "failover") },
      needs: needs.map((need) => ({
        ...need.written,
        on: now(need.written.on, need.written.kind),
        kind: need.softened ? "soft" : need.written.kind,
      })),
    };
  }

  canWakeToo({ id, failover }, by, part) {
    if (failover && !hasPart(failover.needs, part)) {
      const setter = this.setBy.get(written(["failover of", id]));
      throw new Refused("not in the failover", by, id, ...leavesOf(part), ...(setter ? [setter.by] : []));
    }
    return Boolean(failover);
  }

  system() {
    const { services } = this;
    for (const [id, needs] of this.needs) services.set(id, this.eased(services.get(id), needs, this.alternatives.get(id)));
    this.check();
    const there = [...services].map(([id, service]) => [id, relyingOn(service, services)]);
    const idle = [...this.idle.values()];
    return { ...this.base, domains: this.domains, services: new Map(there), contained: this.contained, idle };
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

const of = (steps, op) => steps.filter((step) => step.op === op);

const isMeant = ({ domain, role }, copy) => copy.in === domain && (!role || role === copy.role);

const isWritten = (need, { kind, on }) => need.written.kind === kind && written(need.written.on) === written(on);
