/*
 * A page that a server gives out stays true: it asks for itself anew, and whoever looks at it keeps what they chose. This
 * stands at the end of page.js, in its function, so it uses what is named there; other pages are without it.
 */

/** So many milliseconds an answer may take. */
const PATIENCE = 30_000;

/** So many milliseconds have to pass before the page is loaded once more. */
const RELOAD = 60_000;

/** What of the page differs from one to the next. The rest stays: the skip link, the style, this script. */
const PARTS = ["top", "main", "others", "data"];

const FOCUSABLE = "a[href], button, input, summary, [tabindex]";

/** What has a number in its id. The next page may give that number to another; the name stays. */
const NAMES = {
  z: () => data.z.map((zone) => zone.n),
  r: () => data.r.map((region) => region.n),
  p: () => data.p,
};

/** An id as kind and name: "z3" as z and what the zone is called; one without a number as it is. */
function named(id) {
  const [, kind, i] = /^([zrp])(\d+)$/.exec(id) || [];
  return kind ? [kind, NAMES[kind]()[i]] : ["", id];
}

/** What has that name now: its id; null where it is gone. */
function numbered([kind, of]) {
  if (!kind) return of;
  const i = NAMES[kind]().indexOf(of);
  return i < 0 ? null : kind + i;
}

/* ---- what a person keeps ---- */

function keep() {
  return {
    chosen: chosen === null ? null : named(chosen), losing: lost !== null,
    pinned: pinned === null ? null : data.p[pinned],
    open: rows.filter((row) => row.querySelector("details").open).map((row) => data.p[+row.dataset.p]),
    wanted: $("find-placement").value, zone: $("find-zone").value, tone: document.querySelector("[name=tone]:checked").value,
    scrolled: $("side").scrollTop,
    focus: focus(document.activeElement),
    caret: document.activeElement && document.activeElement.type === "search"
      ? [document.activeElement.selectionStart, document.activeElement.selectionEnd] : null,
  };
}

/** Where the focus is: in what that has an id, and on which of the links in that. Null where it is in none. */
function focus(on) {
  const within = on && on.closest("[id]");
  return within && { within: named(within.id), link: on !== within && on.hash ? named(on.hash.slice(1)) : null };
}

function restore(kept) {
  const open = new Set(kept.open);
  rows.forEach((row, i) => { row.querySelector("details").open = open.has(data.p[i]); });
  $("find-placement").value = kept.wanted;
  $("find-zone").value = kept.zone;
  offerZoneSearch();
  const tone = [...document.querySelectorAll("[name=tone]")].find((radio) => radio.value === kept.tone);
  if (tone) tone.checked = true;
  filterZones();
  choose(kept.chosen && numbered(kept.chosen), kept.losing);
  const p = data.p.indexOf(kept.pinned);
  pin(p < 0 ? null : p);
  $("side").scrollTop = kept.scrolled;
  if (kept.focus) refocus(kept.focus);
  if (kept.caret && document.activeElement.type === "search") document.activeElement.setSelectionRange(...kept.caret);
}

/** Where that very link is gone, the focus stays close by. */
function refocus({ within, link }) {
  const id = numbered(within), around = id && $(id);
  if (!around) return;
  const to = (link && around.querySelector(`a[href="#${numbered(link)}"]`))
    || (around.matches(FOCUSABLE) ? around : around.querySelector(FOCUSABLE));
  if (!to) return;
  if (to.matches(".tile")) rove(to);
  to.focus({ preventScroll: true });
}

/* ---- what is new ---- */

/** What is said aloud when it changes. */
const news = () => [...document.querySelectorAll(".verdict, .notices li")].map((line) => line.textContent).join(" ");

function renew(fresh) {
  const kept = keep(), before = news(), says = $("says");
  document.title = fresh.title;
  document.body.className = fresh.body.className;
  for (const id of PARTS) $(id).replaceWith(fresh.getElementById(id));
  // The same live region goes on, or a screen reader would no longer listen to it.
  $("says").replaceWith(says);
  read();
  restore(kept);
  // Last, so that one that fails halfway is not taken for the new one.
  Object.assign(document.documentElement.dataset, fresh.documentElement.dataset);
  if (news() !== before) say("Changed: " + news());
}

/** The page's policy names its script and its style by their digests: where it is another, so is one of them. */
const policy = (of) => of.querySelector("meta[http-equiv=Content-Security-Policy]")?.content;

/**
 * After an upgrade of the operator: what is new would not fit the script and the style that are here. While operators of
 * two versions answer in turns, this must not go on and on; what is shown stays until the minute is over.
 */
function reload() {
  if (Date.now() - (history.state?.reloaded ?? 0) < RELOAD) return;
  history.replaceState({ reloaded: Date.now() }, "");
  location.reload();
}

function live() {
  const page = document.documentElement.dataset;
  let line = $("source").textContent, failing = null, asking = false, composing = false;
  // Who writes by an input method is not interrupted.
  document.addEventListener("compositionstart", () => { composing = true; });
  document.addEventListener("compositionend", () => { composing = false; });
  // As the operator writes it: whoever compares it with a log has no other zone to think of.
  const now = () => new Date().toISOString().replace("T", " ").replace(/\.\d+Z/, " UTC");

  async function ask() {
    if (document.hidden || asking) return;
    asking = true;
    try {
      // Weak, for its line with the time may differ all the same.
      const answer = await fetch(location.href, {
        cache: "no-store", headers: { "If-None-Match": `W/"${page.digest}"` }, signal: AbortSignal.timeout?.(PATIENCE),
      });
      if (answer.status !== 304) {
        if (!answer.ok) throw new Error(answer.status + " " + answer.statusText);
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!fresh.getElementById("data")) throw new Error("this is no topology page");
        if (policy(fresh) !== policy(document)) return reload();
        // A proxy may not pass on what was asked; what is shown is left alone where only its time differs.
        if (fresh.documentElement.dataset.digest !== page.digest && !composing) renew(fresh);
      }
      // Who gives a notice has something to say against it.
      line = page.source + (document.querySelector(".notices") ? ", answered at " : ", up to date at ") + now();
      $("source").textContent = line;
      $("source").classList.remove("old");
      if (failing) say("The operator answers again.");
      failing = null;
    } catch (e) {
      if (!failing) say("The operator does not answer; this is from before.");
      failing ??= now();
      $("source").textContent = line + " · no answer since " + failing + ": " + e.message;
      $("source").classList.add("old");
    } finally {
      asking = false;
    }
  }
  setInterval(ask, page.refresh * 1000);
  document.addEventListener("visibilitychange", ask);
}

live();
