// What was worked out beforehand with the whole of Python: times, and smallest sets of changes. A scenario that was not
// among those is told as such; nothing here guesses.

const keyOf = (scenario) => written(canonical(scenario));

/** The rows of the ribbons for a scenario, or null if they were not worked out. */
const timesOf = async (beforehand, moment) => {
  const found = beforehand.times[keyOf(moment.scenario)];
  if (!found) return null;
  const [rows, legend] = await Promise.all([found[0], beforehand.legends[found[1]]].map(unpacked));
  return { ...inOne({ ...rows, legend }, LANGUAGES.indexOf(moment.language)), ...moment.frame, selected: moment.selected };
};

const unpacked = async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
};

const canUnpack = () => typeof DecompressionStream === "function";

/** What is said above the ribbons: `{title, line, button}`. */
const whenRow = (beforehand, moment) => {
  const title = moment.say("handout.when.title");
  const isKnown = (scenario) => keyOf(scenario) in beforehand.times;
  if (!canUnpack()) return { title, line: moment.say("handout.when.old"), button: null };
  if (isKnown(moment.scenario)) return { title, line: moment.say("handout.when.known"), button: null };
  const isAnythingDown = [...moment.impact.status.values()].some((status) => status >= LOCKED);
  if (!moment.scenario.losses.size && !isAnythingDown) return { title, line: moment.say("handout.when.nothing"), button: null };
  const plain = { ...moment.scenario, mitigations: new Set(), parameters: {} };
  const button = isKnown(plain) ? { label: moment.say("handout.when.plain"), kind: "plain" } : null;
  return { title, line: moment.say("handout.when.unknown"), button };
};

/** What would have saved the selected service: `{title, line, sets: [{label, cost, id}], word}`. */
const savedRow = (beforehand, moment) => {
  const title = moment.say("handout.saved.title");
  const row = { title, sets: [], word: moment.say("handout.saved.try") };
  const { selected: id, impact } = moment;
  const status = impact.status.get(id);
  if (status === undefined) return { ...row, line: moment.say("handout.saved.pick") };
  const name = moment.label(id);
  if (status < LOCKED) return { ...row, line: moment.say("handout.saved.up", { name }) };
  const found = beforehand.sets[keyOf(moment.scenario)]?.[id];
  if (!found) return { ...row, line: moment.say("handout.saved.unknown", { name }) };
  const what = STATUS_WORDS[status];
  if (!CASE.system.mitigations.size) return { ...row, line: moment.say("handout.saved.nothing") };
  if (!Array.isArray(found)) return { ...row, line: leftOutLine(beforehand, moment, found.would, what, name) };
  const sets = found.filter((place) => place >= 0).map((place) => beforehand.distinct[place]);
  if (!sets.length) return { ...row, line: moment.say(`handout.saved.none.${what}`, { name }) };
  const line = moment.say(`handout.saved.${sets.length < found.length ? "some" : "all"}.${what}`, { name, n: sets.length });
  return { ...row, line, sets: sets.map((each) => setRow(moment, each)) };
};

/** That no set without trade-offs does it, and what trade-offs could do: `would` is a set's place, false, or null if unknown. */
const leftOutLine = (beforehand, moment, would, what, name) => {
  const none = moment.say(`handout.saved.${would === false ? "none" : "looked"}.${what}`, { name });
  if (typeof would !== "number") return `${none} ${moment.say(`saving.nothing.tradeoffs_${would === null ? "unknown" : "would_not"}`)}`;
  const { label: names, cost } = setRow(moment, beforehand.distinct[would]);
  return `${none} ${moment.say("saving.nothing.tradeoffs_would", { names, cost })}`;
};

const setRow = (moment, { ids, points, low, high }) => ({
  id: ids.join(","),
  label: plainText(listing(ids.map((id) => moment.name(id)), moment.language)),
  cost: low === high ? moment.say("saving.cost", { points }) : moment.say("saving.cost_range", { points, low, high }),
});

/** What the page is, and how far it goes. */
const aboutLines = (beforehand, moment) => [
  moment.say("handout.about.alone"),
  moment.count("handout.about.beforehand", Object.keys(beforehand.times).length),
  ...(beforehand.left_out ? [moment.count("handout.about.left_out", beforehand.left_out)] : []),
  moment.say("handout.about.made", { version: beforehand.version }),
];
