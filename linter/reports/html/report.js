// What the page does beyond being read: filters, keys, and a reviewer's decisions.
// It makes elements and text only, never markup from text, and asks nothing of the network.
(() => {
  "use strict";

  const FORMAT = "medlint-decisions/1";
  const byId = (id) => document.getElementById(id);
  const bar = byId("bar");
  if (!bar) return; // nothing was found, so there is nothing to decide

  const data = JSON.parse(byId("medlint-data").textContent);
  const findings = data.files.flatMap((file) =>
    file.findings.map((each) => ({ ...each, file: file.path })));
  const numbered = new Map(findings.map((each) => [each.number, each]));
  const keyOf = (each) => `${each.file}\n${each.fingerprint}`;
  const entryOf = (each) => byId(`finding-${each.number}`);

  // -- decisions -------------------------------------------------------------------------------

  const NOTHING = { decision: "", reason: "", name: "", date: "" };
  const paths = data.files.map((file) => file.path).join("\n");
  const slot = `${FORMAT} ${hash(paths)}`;
  let kept = read();

  function hash(text) {
    let value = 5381;
    for (const char of text) value = (Math.imul(value, 33) ^ char.codePointAt(0)) >>> 0;
    return value.toString(16);
  }

  // A browser may forbid storage to a page that was opened from a file; decisions then last as
  // long as the page is open, and can still be saved.
  function stored(key) {
    try { return localStorage.getItem(key); } catch { return null; }
  }

  function store(key, text) {
    try { localStorage.setItem(key, text); } catch { /* kept in the page alone */ }
  }

  function read() {
    try {
      const found = JSON.parse(stored(slot) ?? "{}");
      return new Map(Object.entries(found).filter(([, each]) => typeof each === "object" && each));
    } catch {
      return new Map();
    }
  }

  const decisionOn = (each) => kept.get(keyOf(each)) ?? NOTHING;

  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  function decide(each, change) {
    const made = { ...decisionOn(each), name: byId("name").value.trim(), date: today(), ...change };
    if (made.decision || made.reason) kept.set(keyOf(each), made);
    else kept.delete(keyOf(each));
    store(slot, JSON.stringify(Object.fromEntries(kept)));
    show(each);
    progress();
  }

  const toggle = (each, decision) =>
    decide(each, { decision: decisionOn(each).decision === decision ? "" : decision });

  function asRow(each) {
    const { decision, reason, name, date } = decisionOn(each);
    const { file, rule, line, column, text, sentence, fingerprint: key } = each;
    const who = name || byId("name").value.trim();
    return { file, rule, line, column, text, sentence, key, decision, reason, name: who, date };
  }

  function save() {
    const decisions = findings.map(asRow).filter((row) => row.decision || row.reason);
    const content = { format: FORMAT, version: data.version, decisions };
    const blob = new Blob([`${JSON.stringify(content, null, 1)}\n`], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "medlint-decisions.json";
    link.click();
    byId("hand-on").close();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say(`${counted(decisions.length, "decision")} saved to medlint-decisions.json.`);
  }

  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  async function load(file) {
    let content;
    try {
      content = JSON.parse(await file.text());
      if (content.format !== FORMAT) throw new Error("another format");
    } catch {
      byId("hand-on").close();
      say(`“${file.name}” is no file of decisions that was saved from such a page.`);
      return;
    }
    const rows = Array.isArray(content.decisions) ? content.decisions : [];
    const lost = rows.filter((row) => !take(row)).length;
    store(slot, JSON.stringify(Object.fromEntries(kept)));
    findings.forEach(show);
    progress();
    byId("hand-on").close();
    const rest = lost ? `; ${lost} no longer apply here` : "";
    say(`${counted(rows.length - lost, "decision")} loaded${rest}.`);
  }

  // The same rule, words and sentence name a finding, wherever it has moved to; of several the
  // one at the same place, then the first without a decision.
  function take(row) {
    if (typeof row !== "object" || !row) return false;
    const same = findings.filter((each) =>
      ["file", "rule", "text", "sentence"].every((key) => each[key] === row[key]));
    const here = same.find((each) => each.line === row.line && each.column === row.column);
    const found = here ?? same.find((each) => !kept.has(keyOf(each)));
    if (!found) return false;
    const words = (key) => (typeof row[key] === "string" ? row[key] : "");
    const decision = ["accept", "reject"].includes(row.decision) ? row.decision : "";
    kept.set(keyOf(found), { decision, reason: words("reason"), name: words("name"), date: words("date") });
    return true;
  }

  // -- cards -----------------------------------------------------------------------------------

  const template = byId("controls").content.firstElementChild;

  /** The controls of a card; they are made when it comes near, since there may be thousands. */
  function controls(each) {
    const entry = entryOf(each);
    let box = entry.querySelector(".decide");
    if (box) return box;
    box = template.cloneNode(true);
    box.setAttribute("aria-label", `Decision on finding ${each.number}`);
    box.querySelector(".accept").addEventListener("click", () => toggle(each, "accept"));
    box.querySelector(".reject").addEventListener("click", () => reject(each));
    box.querySelector(".comment").addEventListener("click", () => comment(each));
    const words = box.querySelector(".words");
    words.addEventListener("input", () => decide(each, { reason: words.value.trim() }));
    words.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      entry.focus({ preventScroll: true });
    });
    entry.append(box);
    show(each);
    return box;
  }

  function reject(each) {
    toggle(each, "reject");
    if (decisionOn(each).decision === "reject") comment(each, true);
  }

  function comment(each, open) {
    const box = controls(each);
    const words = box.querySelector(".words");
    words.hidden = !(open ?? words.hidden) && !words.value;
    box.querySelector(".comment").setAttribute("aria-expanded", String(!words.hidden));
    if (!words.hidden) words.focus();
  }

  /** Draw a card as it was decided. */
  function show(each) {
    const entry = entryOf(each);
    const { decision, reason, name, date } = decisionOn(each);
    entry.classList.toggle("accepted", decision === "accept");
    entry.classList.toggle("rejected", decision === "reject");
    const box = decision || reason ? controls(each) : entry.querySelector(".decide");
    if (!box) return;
    box.querySelector(".accept").setAttribute("aria-pressed", String(decision === "accept"));
    box.querySelector(".reject").setAttribute("aria-pressed", String(decision === "reject"));
    const words = box.querySelector(".words");
    const asked = decision === "reject" ? "Reason" : "Comment";
    words.setAttribute("aria-label", `${asked} on finding ${each.number}`);
    words.placeholder = decision === "reject" ? "Why does the text stay as it is?" : "Comment";
    if (document.activeElement !== words) words.value = reason;
    words.hidden = words.hidden && !reason;
    box.querySelector(".comment").setAttribute("aria-expanded", String(!words.hidden));
    const said = box.querySelector(".said");
    const verdict = { accept: "Accepted", reject: "Rejected" }[decision] ?? "Comment";
    said.textContent = [verdict, name && ` by ${name}`, date && `, ${date}`, reason && `: ${reason}`]
      .join("");
    said.hidden = !(decision || reason);
  }

  function progress() {
    const made = findings.map(decisionOn);
    const how = (decision) => made.filter((each) => each.decision === decision).length;
    const [accepted, rejected] = [how("accept"), how("reject")];
    const said = made.filter((each) => each.reason).length;
    byId("progress").textContent = `${accepted + rejected} of ${findings.length} decided`;
    byId("tally").textContent = `${accepted} accepted, ${rejected} rejected, `
      + `${findings.length - accepted - rejected} open, ${counted(said, "comment")}.`;
  }

  function say(text) {
    byId("status").textContent = text;
  }

  // -- filters ---------------------------------------------------------------------------------

  const boxes = [...bar.querySelectorAll(".severity-box")];
  const chosen = (name) => byId(`by-${name}`).value;
  const marks = [...document.querySelectorAll("[data-findings]")].map((element) =>
    [element, element.dataset.findings.split(" ").map(Number)]);

  function fits(each) {
    const { decision, reason } = decisionOn(each);
    const state = chosen("state");
    const isNew = () => entryOf(each).querySelector(".new") !== null;
    const inState = {
      "*": () => true, undecided: () => !decision, comment: () => Boolean(reason), new: isNew,
    }[state] ?? (() => decision === state);
    return boxes.find((box) => box.value === each.severity).checked
      && ["*", each.category].includes(chosen("category"))
      && ["*", each.rule].includes(chosen("rule"))
      && inState();
  }

  function filter() {
    const seen = new Set(findings.filter(fits).map((each) => each.number));
    for (const each of findings) entryOf(each).hidden = !seen.has(each.number);
    for (const card of document.querySelectorAll(".card")) {
      card.hidden = !card.querySelector(".entry:not([hidden])");
    }
    for (const [element, numbers] of marks) {
      element.classList.toggle("off", !numbers.some((number) => seen.has(number)));
    }
    const all = seen.size === findings.length;
    say(all ? "" : `${counted(seen.size, "finding")} of ${findings.length} shown.`);
  }

  // -- moving ----------------------------------------------------------------------------------

  let current = null;

  function go(each) {
    if (!each) return say("There is no further finding.");
    entryOf(each).focus({ preventScroll: true });
    entryOf(each).scrollIntoView({ block: "center" });
  }

  function takeUp(each) {
    current = each;
    for (const [element, numbers] of marks) {
      element.classList.toggle("current", numbers.includes(each.number));
    }
  }

  /** The finding to begin from: the one that has the focus, or the first on the screen. */
  function from(step) {
    if (current && !entryOf(current).hidden) return findings.indexOf(current) + step;
    const inSight = findings.findIndex((each) => {
      const entry = entryOf(each);
      return !entry.hidden && entry.getBoundingClientRect().bottom > 80;
    });
    return Math.max(inSight, 0);
  }

  function next(step, wanted = () => true) {
    for (let at = from(step); at >= 0 && at < findings.length; at += step) {
      const each = findings[at];
      if (!entryOf(each).hidden && wanted(each)) return go(each);
    }
    return go(null);
  }

  function why(each) {
    const folded = entryOf(each).querySelector("details");
    if (folded) folded.open = !folded.open;
  }

  const ON_PAGE = {
    j: () => next(1),
    k: () => next(-1),
    n: () => next(1, (each) => !decisionOn(each).decision),
    s: () => byId("hand-on").showModal(),
    "?": () => byId("keys").showModal(),
  };
  const ON_CARD = {
    a: (each) => toggle(each, "accept"),
    r: reject,
    c: (each) => comment(each, true),
    w: why,
    m: (each) => byId(`mark-${each.number}`)?.focus(),
  };

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    // A field in a dialog that was closed just now may still have the focus.
    if (event.target.closest("input, select, textarea")?.getClientRects().length) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = ON_PAGE[key] ?? (current && ON_CARD[key] && (() => ON_CARD[key](current)));
    if (!act) return;
    event.preventDefault();
    act();
  }

  // -- setting up ------------------------------------------------------------------------------

  document.documentElement.classList.add("js");
  bar.hidden = false;
  const name = byId("name");
  name.value = stored(`${FORMAT} name`) ?? "";
  name.addEventListener("input", () => store(`${FORMAT} name`, name.value.trim()));
  byId("save").addEventListener("click", save);
  const picker = document.createElement("input");
  picker.type = "file";
  picker.accept = ".json,application/json";
  picker.addEventListener("change", () => {
    if (picker.files.length) load(picker.files[0]);
    picker.value = "";
  });
  byId("load").addEventListener("click", () => picker.click());
  for (const dialog of document.querySelectorAll("dialog")) {
    byId(`${dialog.id}-open`).addEventListener("click", () => dialog.showModal());
    dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  }
  bar.querySelector(".filters").addEventListener("change", filter);
  document.addEventListener("keydown", pressed);
  document.addEventListener("focusin", (event) => {
    const entry = event.target.closest(".entry");
    if (entry) takeUp(numbered.get(Number(entry.id.slice(8))));
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-findings]");
    if (!mark || event.target.closest("a") || String(getSelection())) return;
    go(mark.dataset.findings.split(" ").map((number) => numbered.get(Number(number)))
      .find((each) => !entryOf(each).hidden));
  });
  const near = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      controls(numbered.get(Number(target.id.slice(8))));
    }
  }, { rootMargin: "600px 0px" });
  for (const each of findings) {
    near.observe(entryOf(each));
    if (kept.has(keyOf(each))) show(each);
  }
  progress();
})();
