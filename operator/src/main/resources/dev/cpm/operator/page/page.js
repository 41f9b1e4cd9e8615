"use strict";
(() => {
  const IN_VIEW = 100, LISTED = 60, DRAWING = "http://www.w3.org/2000/svg";
  const $ = (id) => document.getElementById(id);
  let data, rows, texts, chosen, lost, pinned, pointed;

  /** An element; what is given as text is text, whoever wrote it. */
  function make(tag, attributes, ...inside) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  }
  const name = (text) => make("bdi", { class: "code" }, text);
  const count = (n, thing) => n + " " + thing + (n === 1 ? "" : "s");
  const word = (i) => data.t[i];
  const say = (text) => { $("says").textContent = text; };

  /* ---- what there is ---- */

  function read() {
    data = JSON.parse($("data").textContent);
    rows = [...$("list").children, ...$("others").content.children];
    texts = rows.map((row) => row.textContent.toLowerCase().replace(/\s+/g, " "));
    chosen = lost = pinned = pointed = null;
    for (const element of document.querySelectorAll(".find, .choose, #filter")) element.hidden = false;
    const tiles = document.querySelectorAll(".tile");
    tiles.forEach((tile, i) => {
      tile.tabIndex = i ? -1 : 0;
      tile.setAttribute("aria-describedby", "keys");
    });
    $("keys").hidden = tiles.length < 2;
    offerZoneSearch();
    $("key-mine").hidden = !rows.length;
    filter();
  }

  /** A few zones can be looked over; but what somebody has typed stays to be seen, and to be cleared. */
  function offerZoneSearch() {
    document.querySelector("#map .find").hidden = document.querySelectorAll(".tile").length < 8 && !$("find-zone").value;
  }

  /** The zones of a zone, or of a region: "z3", "r1". */
  function zonesOf(id) {
    const i = +id.slice(1);
    if (id[0] === "z") return [i];
    const [from, to] = data.r[i].z;
    return Array.from({ length: to - from }, (_, k) => from + k);
  }
  const objectOf = (id) => (id[0] === "z" ? data.z : data.r)[+id.slice(1)];

  /* ---- where a placement is ---- */

  function point(p) {
    if (p === pointed) return;
    pointed = p;
    document.body.classList.toggle("pointing", p !== null);
    for (const tile of document.querySelectorAll(".tile.has")) {
      tile.classList.remove("has");
      const holds = tile.querySelector(".holds");
      holds.classList.remove("mine");
      holds.textContent = holds.dataset.all;
      for (const line of tile.querySelectorAll(".mine")) line.remove();
    }
    if (p === null) return;
    data.z.forEach((zone, z) => {
      const held = zone.h.find((holder) => holder[0] === p);
      if (held) mark($("z" + z), zone, held);
    });
  }

  function mark(tile, zone, [, replicas, indexes, type]) {
    tile.classList.add("has");
    const holds = tile.querySelector(".holds");
    holds.dataset.all ??= holds.textContent;
    holds.classList.add("mine");
    holds.textContent = replicas + " here: " + word(indexes);
    const bars = tile.querySelectorAll(".bar");
    const at = zone.m.findIndex((machines) => machines[0] === type);
    const bar = bars[bars.length === zone.m.length ? at : 0];
    if (!bar || (bar.dataset.of !== undefined && Number(bar.dataset.of) !== at)) return;
    const line = document.createElementNS(DRAWING, "path");
    const squares = bar.classList.contains("squares");
    line.setAttribute("class", "mine");
    line.setAttribute("d", "M0 4H" + Math.min(240, Math.max(2, replicas * bar.dataset.unit - (squares ? 2 : 0))));
    bar.append(line);
  }

  function pin(p) {
    pinned = p;
    rows.forEach((row, i) => row.classList.toggle("pinned", i === p));
    point(p);
  }

  /* ---- which placements are in view ---- */

  function filter() {
    const wanted = $("find-placement").value.trim().toLowerCase();
    const tone = document.querySelector("[name=tone]:checked").value;
    const hits = lost === null ? [] : (objectOf(lost).lp || []).map((hit) => hit[0]);
    const first = new Set(hits);
    const order = hits.concat(rows.map((_, i) => i).filter((i) => !first.has(i)));
    const found = order.filter((i) => (!tone || rows[i].dataset.tone === tone) && (!wanted || texts[i].includes(wanted)));
    const shown = found.slice(0, IN_VIEW).map((i) => rows[i]);
    const list = $("list");
    if (shown.length !== list.children.length || shown.some((row, i) => row !== list.children[i])) list.replaceChildren(...shown);
    $("more").textContent = !rows.length ? data.none
      : !found.length ? "No placement is like that."
      : found.length > IN_VIEW ? "and " + count(found.length - IN_VIEW, "more placement") + ": find them by name" : "";
    return found.length;
  }

  /** What a region is called; not what its button says, which has the word region in it. */
  const titleOf = (region) => [...region.querySelectorAll("h3, .head > .display")].map((part) => part.textContent).join(" ");

  function filterZones() {
    const wanted = $("find-zone").value.trim().toLowerCase();
    let found = 0;
    for (const region of document.querySelectorAll(".region")) {
      const whole = titleOf(region).toLowerCase().includes(wanted);
      let any = !wanted || whole;
      for (const tile of region.querySelectorAll(".tile")) {
        const fits = whole || !wanted || tile.textContent.toLowerCase().includes(wanted);
        tile.parentElement.hidden = !fits;
        if (fits) found++;
        any ||= fits;
      }
      region.hidden = !any;
    }
    $("no-zone").hidden = !wanted || found > 0;
    rove(visibleTiles()[0]);
    return found;
  }

  /** Brings a placement into view, and opens it. */
  function reveal(p) {
    const row = rows[p];
    if (!row.isConnected) {
      $("find-placement").value = data.p[p];
      document.querySelector("[name=tone]").checked = true;
      filter();
      if (!row.isConnected) $("list").prepend(row); // others with its name in theirs fill the list
    }
    row.querySelector("details").open = true;
    pin(p);
    row.querySelector("summary").focus();
    row.scrollIntoView({ block: "nearest" });
  }

  /* ---- a zone or region that was chosen ---- */

  function choose(id, losing) {
    for (const button of document.querySelectorAll("[aria-pressed=true]")) button.setAttribute("aria-pressed", "false");
    chosen = id;
    lost = id !== null && losing && objectOf(id).l !== undefined ? id : null;
    if (id !== null) $(id).setAttribute("aria-pressed", "true");
    show();
  }

  function show() {
    const card = $("chosen");
    card.hidden = chosen === null;
    for (const tile of document.querySelectorAll(".tile.lost")) {
      tile.classList.remove("lost");
      tile.querySelector(".state").textContent = word(objectOf(tile.id).s);
    }
    for (const row of rows) row.querySelector(".then").replaceChildren();
    if (chosen !== null) card.replaceChildren(...content(objectOf(chosen)));
    if (lost !== null) {
      for (const z of zonesOf(lost)) {
        $("z" + z).classList.add("lost");
        $("z" + z).querySelector(".state").textContent = "lost";
      }
      for (const hit of objectOf(lost).lp || []) rows[hit[0]].querySelector(".then").append(badge(hit[5], "then " + word(hit[4])));
    }
    filter();
  }

  const badge = (severity, text) => make("span", { class: "badge " + ["bad", "warning", "good"][severity] }, text);

  function content(of) {
    const region = chosen[0] === "r";
    const title = make("h2", { id: "chosen-title" }, name(of.n));
    if (of.d) title.append(" ", make("bdi", { class: "display" }, of.d));
    const inside = [
      make("div", { class: "head" }, title, make("button", { type: "button", class: "close", id: "close" }, "Close")),
    ];
    if (region) {
      inside.push(make("p", { class: "facts" }, "Region of " + count(zonesOf(chosen).length, "zone")));
    } else {
      const facts = make("dl");
      facts.append(make("dt", null, "State"), make("dd", null, word(of.s)));
      for (const [type, words] of of.m) facts.append(make("dt", null, make("bdi", null, word(type))), make("dd", null, word(words)));
      inside.push(facts);
    }
    if (of.l !== undefined) {
      inside.push(make("button", { type: "button", class: "switch", id: "lose", role: "switch", "aria-checked": String(lost !== null) },
        "Lose this " + (region ? "region" : "zone")));
    }
    return inside.concat(lost === null ? holders(region) : loss(of));
  }

  function link(p) {
    return make("a", { href: "#p" + p, "data-placement": p }, name(data.p[p]));
  }

  function holders(region) {
    const all = new Map();
    for (const z of zonesOf(chosen)) {
      for (const [p, replicas, indexes, type] of data.z[z].h) {
        const seen = all.get(p);
        all.set(p, seen ? [seen[0] + replicas, null, type] : [replicas, indexes, type]);
      }
    }
    if (!all.size) return [make("p", { class: "none" }, data.here)];
    const list = make("ul", { class: "rows", role: "list" });
    for (const [p, [replicas, indexes, type]] of [...all].slice(0, LISTED)) {
      list.append(make("li", null, link(p), make("b", null, String(replicas)),
        make("span", { class: "facts" }, make("bdi", null, word(type)), indexes === null || region ? "" : ", " + (replicas === 1 ? "index " : "indexes ") + word(indexes))));
    }
    return [make("h3", null, count(all.size, "placement") + " here"), list, ...rest(all.size)];
  }

  function loss(of) {
    const inside = [make("p", { class: "says", dir: "auto" }, of.l)];
    const hits = of.lp || [], cuts = of.lb || [];
    if (hits.length) {
      const list = make("ul", { class: "rows", role: "list" });
      for (const [p, lose, left, needs, then, severity] of hits.slice(0, LISTED)) {
        list.append(make("li", null, link(p), badge(severity, word(then)),
          make("span", { class: "facts" }, "loses " + lose + ", left " + word(left) + ", needs " + word(needs))));
      }
      inside.push(make("h3", null, "Placements that lose replicas"), list, ...rest(hits.length));
    }
    if (cuts.length) {
      const list = make("ul", { class: "rows", role: "list" });
      for (const [balancer, loses, then, severity] of cuts.slice(0, LISTED)) {
        list.append(make("li", null, name(balancer), badge(severity, word(then)), make("span", { class: "facts" }, "loses " + word(loses))));
      }
      inside.push(make("h3", null, "Load balancers"), list, ...rest(cuts.length));
    }
    return inside;
  }

  const rest = (all) => (all > LISTED ? [make("p", { class: "none" }, "and " + (all - LISTED) + " more")] : []);

  function tell() {
    const of = objectOf(chosen);
    say(lost !== null ? of.l
      : of.n + " is chosen" + (chosen[0] === "z" ? ", " + word(of.s) : "") + ". " + ($("chosen").querySelector("h3, .none").textContent));
  }

  /** The focus goes back; where the search has hidden what was chosen, to the search. */
  function close() {
    const from = chosen;
    choose(null, false);
    if (from !== null) (isShown($(from)) ? $(from) : $("find-zone")).focus();
    say("");
  }

  /* ---- keys ---- */

  const isShown = (element) => element.offsetParent !== null;
  const visibleTiles = () => [...document.querySelectorAll(".tile")].filter(isShown);

  function rove(tile) {
    if (!tile) return;
    for (const other of document.querySelectorAll(".tile[tabindex='0']")) other.tabIndex = -1;
    tile.tabIndex = 0;
  }

  /** The next tile in a direction, by where they are drawn. */
  function next(tile, key) {
    const tiles = visibleTiles(), i = tiles.indexOf(tile);
    if (key === "Home") return tiles[0];
    if (key === "End") return tiles[tiles.length - 1];
    if (key === "ArrowRight") return tiles[i + 1];
    if (key === "ArrowLeft") return tiles[i - 1];
    const here = tile.getBoundingClientRect(), down = key === "ArrowDown";
    const middle = here.left + here.width / 2;
    let best = null, least = Infinity;
    for (const other of tiles) {
      const there = other.getBoundingClientRect();
      const away = down ? there.top - here.bottom : here.top - there.bottom;
      if (away < -1) continue;
      const cost = away * 4 + Math.abs(there.left + there.width / 2 - middle);
      if (cost < least) [best, least] = [other, cost];
    }
    return best;
  }

  document.addEventListener("keydown", (event) => {
    const tile = event.target.closest && event.target.closest(".tile");
    if (tile && ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)
        && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      const to = next(tile, event.key);
      if (to) { rove(to); to.focus(); }
    } else if (event.key === "Escape" && chosen !== null && !event.target.matches("input")) {
      close();
    }
  });

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest(selector);
    const button = on(".tile, .choose");
    if (button) {
      if (button.matches(".tile")) rove(button);
      if (chosen === button.id) close();
      else { choose(button.id, false); tell(); }
    } else if (on("#lose")) {
      choose(chosen, lost === null);
      $("lose").focus();
      tell();
    } else if (on("#close")) {
      close();
    } else if (on("[data-placement]")) {
      event.preventDefault();
      reveal(+on("[data-placement]").dataset.placement);
    } else if (on("a[href^='#z'], a[href^='#r']")) {
      event.preventDefault();
      const to = on("a"), there = $(to.hash.slice(1));
      choose(there.id, to.hasAttribute("data-lose"));
      if (there.matches(".tile")) rove(there);
      there.scrollIntoView({ block: "center" });
      there.focus({ preventScroll: true });
      tell();
    } else if (on("summary")) {
      const row = on(".placement");
      if (row) pin(row.querySelector("details").open ? null : +row.dataset.p);
    }
  });

  document.addEventListener("pointerover", (event) => {
    const row = event.target.closest("[data-p], [data-placement]");
    point(row ? +(row.dataset.p ?? row.dataset.placement) : pinned);
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-p], [data-placement]");
    if (row || !event.target.closest("#map")) point(row ? +(row.dataset.p ?? row.dataset.placement) : pinned);
  });

  let announcing;
  document.addEventListener("input", (event) => {
    const zones = event.target.id === "find-zone";
    const found = zones ? filterZones() : filter();
    clearTimeout(announcing);
    announcing = setTimeout(() => say(count(found, zones ? "zone" : "placement") + " found"), 400);
  });
  document.addEventListener("submit", (event) => event.preventDefault());

  /** On paper nothing can be opened any more. */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".placement:not([data-tone=good]) details:not([open])")];
    for (const row of opened) row.open = true;
  });
  addEventListener("afterprint", () => { for (const row of opened) row.open = false; });

  read();
  /* live.js */
})();
