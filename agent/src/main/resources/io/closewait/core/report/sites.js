// The places in the code that leak: a table that filters, sorts and unfolds.

const SORTS = {
    count: {label: "most sockets", column: "Sockets", order: (a, b) => b.count - a.count},
    growth: {label: "fastest growing", order: (a, b) => b.growth - a.growth},
    verdict: {label: "verdict", column: "Verdict", order: (a, b) => a.title.localeCompare(b.title) || b.count - a.count},
    code: {label: "place in the code", column: "Look at", order: (a, b) => place(a).localeCompare(place(b))},
    unread: {label: "most bytes unread", order: (a, b) => b.unreadBytes - a.unreadBytes},
    oldest: {label: "oldest", column: "Oldest", order: (a, b) => b.oldestMillis - a.oldestMillis},
};
const ASCENDING = new Set(["verdict", "code"]);

function place(group) {
    const at = lookAt(group);
    return at ? frameText(at) : "";
}

/** From so many places on, those of one line are one row, and not all rows are shown at once. */
const MANY_PLACES = 50;

function sites(report) {
    const most = Math.max(...report.leaks.map(group => group.count));
    const entries = report.leaks.map((group, i) => siteEntry(report, group, i + 1, most));
    const lines = report.leaks.length > MANY_PLACES
        ? byLine(entries, most)
        : entries.map(entry => ({group: entry.group, entries: [entry]}));
    let limit = MANY_PLACES;
    let shownEntries = [];
    const headers = {};
    const header = (key, ...label) => headers[key] = el("th", {role: "columnheader", scope: "col"},
        el("button", {type: "button", click: () => sortBy(key)}, ...label));
    const head = el("thead", {role: "rowgroup"}, el("tr", {role: "row"},
        header("count", "Sockets"), header("verdict", "Verdict"), header("code", "Look at"),
        el("th", {role: "columnheader", scope: "col"}, "Peers"), header("oldest", "Oldest")));
    const table = el("table", {class: "sites", role: "table", "aria-labelledby": "sites-title"}, head);
    const shownText = el("p", {class: "muted shown"});
    const nothing = el("p", {class: "nothing", hidden: true}, "No place matches the filter.");
    const more = el("button", {type: "button", class: "button more", click: () => {
        limit += MANY_PLACES;
        update();
    }}, "Show more");

    const filter = el("input", {
        type: "search", placeholder: "class, peer, thread \u2026", "aria-label": "Filter places", value: choices().get("filter"),
        input: () => {
            choose("filter", filter.value.trim());
            limit = MANY_PLACES;
            update();
        },
    });
    const order = el("select", {"aria-label": "Sort places", change: () => sortBy(order.value)},
        Object.entries(SORTS).map(([key, sort]) => el("option", {value: key}, sort.label)));
    const verdicts = verdictButtons(report.leaks, update);
    const canUnfold = () => shownEntries.some(entry => !entry.isOpen());
    const unfold = el("button", {type: "button", class: "button", click: () => {
        const open = canUnfold();
        shownEntries.forEach(entry => entry.open(open, open));
        choose("open", open ? "all" : "");
        update();
    }});

    function sortBy(key) {
        choose("sort", key === "count" ? "" : key);
        update();
        announce("Sorted by " + SORTS[key].label);
    }

    /** Only what is shown is made: hundreds of places with their stacks are a hundred thousand elements. */
    function update() {
        const sort = SORTS[choices().get("sort")] ? choices().get("sort") : "count";
        const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
        const wanted = choices().get("verdict");
        order.value = sort;
        for (const [key, cell] of Object.entries(headers)) {
            const direction = ASCENDING.has(key) ? "ascending" : "descending";
            cell.setAttribute("aria-sort", key === sort ? direction : "none");
        }
        const byOrder = (a, b) => SORTS[sort].order(a.group, b.group);
        const bodies = [];
        let matching = 0;
        let shown = 0;
        shownEntries = [];
        for (const line of lines.sort(byOrder)) {
            const matches = line.entries
                .filter(entry => (!wanted || entry.group.verdict === wanted) && entry.matches(words))
                .sort(byOrder);
            matching += matches.length;
            if (matches.length === 0 || bodies.length >= limit) {
                continue;
            }
            if (line.body) {
                bodies.push(line.body(update));
            }
            const isFolded = line.body && !line.isOpen() && words.length === 0;
            const own = isFolded ? [] : matches.slice(0, limit - bodies.length);
            shown += isFolded ? matches.length : own.length;
            for (const entry of own) {
                bodies.push(entry.body());
                entry.tellMatch(words);
                shownEntries.push(entry);
            }
        }
        table.replaceChildren(head, ...bodies);
        shownText.textContent = shown === entries.length ? "" : shown + " of " + plural(entries.length, "place") + " shown";
        nothing.hidden = shown > 0;
        more.hidden = shown === matching;
        unfold.hidden = shownEntries.length === 0;
        unfold.textContent = canUnfold() ? "Unfold all" : "Fold all";
    }

    for (const entry of entries) {
        entry.changed = () => {
            choose("open", entries.filter(each => each.isOpen()).map(each => each.number).sort((a, b) => a - b).join("_"));
            update();
        };
    }
    // #open=all unfolds what is shown, #open=1_3 the first and the third place.
    const chosen = choices().get("open") || "";
    const numbers = new Set(chosen.split("_").map(Number));
    entries.filter(entry => numbers.has(entry.number)).forEach(entry => entry.open(true, false));
    update();
    if (chosen === "all") {
        shownEntries.forEach(entry => entry.open(true, true));
        update();
    }
    return el("section", {class: "card", "aria-labelledby": "sites-title"},
        el("h2", {id: "sites-title"}, "Places that leak"),
        el("div", {class: "tools"}, filter, order, unfold), verdicts,
        shownText, table, more, nothing);
}

/** The places of one line as one row that unfolds; a line with one place is that place. */
function byLine(entries, most) {
    const lines = new Map();
    for (const entry of entries) {
        const key = place(entry.group);
        lines.set(key, [...(lines.get(key) || []), entry]);
    }
    return [...lines.values()].map(all => (all.length === 1 ? {group: all[0].group, entries: all} : lineEntry(all, most)));
}

function lineEntry(entries, most) {
    const sum = of => entries.reduce((all, entry) => all + of(entry.group), 0);
    const group = {
        ...entries[0].group,
        title: [...new Set(entries.map(entry => entry.group.title))].join(", "),
        count: sum(each => each.count),
        growth: sum(each => each.growth),
        unreadBytes: sum(each => Math.max(0, each.unreadBytes)),
        oldestMillis: Math.max(...entries.map(entry => entry.group.oldestMillis)),
    };
    let isOpen = false;
    let body = null;
    function make(update) {
        const fold = el("button", {type: "button", class: "fold", "aria-expanded": "false", "aria-label": "Places of this line"});
        return el("tbody", {role: "rowgroup", class: "line"}, el("tr", {class: "places", role: "row", click: () => {
            isOpen = !isOpen;
            fold.setAttribute("aria-expanded", String(isOpen));
            update();
        }},
        cell("sockets", fold, figures(group, most)),
        cell("verdict", el("strong", {}, group.title), el("span", {class: "muted"}, plural(entries.length, "place"))),
        cell("look-at", lookAtView(group)),
        cell("peers"),
        cell("oldest", age(group.oldestMillis))));
    }
    return {group, entries, isOpen: () => isOpen, body: update => (body = body || make(update))};
}

/** One toggle for each verdict; at most one is on. */
function verdictButtons(groups, update) {
    const titles = new Map(groups.map(group => [group.verdict, group.title]));
    if (titles.size < 2) {
        return null;
    }
    const buttons = [...titles].map(([verdict, title]) => el("button", {
        type: "button", class: "chip", "data-verdict": verdict,
        "aria-pressed": String(choices().get("verdict") === verdict),
        click: () => {
            choose("verdict", choices().get("verdict") === verdict ? "" : verdict);
            for (const button of buttons) {
                button.setAttribute("aria-pressed", String(choices().get("verdict") === button.dataset.verdict));
            }
            update();
        },
    }, title + " ", el("b", {}, count(groups.filter(group => group.verdict === verdict)
        .reduce((sum, group) => sum + group.count, 0)))));
    return el("div", {class: "chips", role: "group", "aria-label": "Show one verdict only"}, buttons);
}

function cell(name, ...children) {
    return el("td", {role: "cell", class: name}, ...children);
}

function figures(group, most) {
    const width = Math.max(3, 64 * Math.min(1, group.count / most));
    return [
        el("span", {class: "figure"}, count(group.count)),
        el("span", {
            class: "growth" + (group.growth > 0 ? " up" : ""), title: "since the previous report",
        }, growth(group), group.growth !== group.count && el("span", {class: "unseen"}, " since the previous report")),
        svg("svg", {class: "bar", "aria-hidden": "true", width: 64, height: 4},
            svg("rect", {class: "track", width: 64, height: 4, rx: 2}),
            svg("rect", {class: "part", width, height: 4, rx: 2})),
    ];
}

/** One place: a table body with a row, and a second row that unfolds. Both are made when they are first shown. */
function siteEntry(report, group, number, most) {
    const id = "place-" + number;
    let isOpen = false;
    let isDeep = false;
    let view = null;
    let fields = null;
    const entry = {
        group,
        number,
        changed: () => {},
        isOpen: () => isOpen,
        matches: words => words.every(field),
        tellMatch: words => {
            view.match.replaceChildren(...words.map(word => matchView(field(word), word)));
            view.match.hidden = words.length === 0;
        },
        body: () => {
            view = view || make();
            show();
            return view.body;
        },
        open: (open, deep) => {
            isOpen = open;
            isDeep = deep;
        },
    };

    /** The first field with that word. */
    function field(word) {
        fields = fields || fieldsOf(group);
        return fields.find(([, text]) => text.toLowerCase().includes(word));
    }

    function make() {
        const fold = el("button", {
            type: "button", class: "fold", "aria-expanded": "false", "aria-controls": id,
            "aria-label": "Details of place " + number,
        });
        const match = el("span", {class: "match", hidden: true});
        const row = el("tr", {class: "place", role: "row", click: () => {
            if (String(getSelection()) === "") {
                entry.open(!isOpen, false);
                entry.changed();
            }
        }},
        cell("sockets", fold, figures(group, most)),
        cell("verdict", el("strong", {}, group.title), el("span", {class: "muted"}, group.meaning)),
        cell("look-at", lookAtView(group), group.hint && el("span", {class: "hint"}, group.hint), match),
        cell("peers", group.peers.map(peer => el("span", {class: "peer"},
            el("bdi", {}, peer.address || "unknown"), el("span", {class: "muted"}, " \u00d7" + count(peer.count))))),
        cell("oldest", age(group.oldestMillis)));
        const inside = el("td", {role: "cell", colspan: 5});
        const detail = el("tr", {class: "detail", role: "row", id, hidden: true}, inside);
        return {fold, match, inside, detail, body: el("tbody", {role: "rowgroup"}, row, detail)};
    }

    function show() {
        if (isOpen && !view.inside.hasChildNodes()) {
            view.inside.append(siteDetail(report, group));
        }
        view.detail.hidden = !isOpen;
        view.fold.setAttribute("aria-expanded", String(isOpen));
        if (isOpen && isDeep) {
            openAll(view.detail);
            isDeep = false;
        }
    }
    return entry;
}

function lookAtView(group) {
    const at = lookAt(group);
    return at
        ? [frameName(at), group.lookAtNote && el("span", {class: "muted"}, group.lookAtNote)]
        : el("span", {class: "muted"}, "no stack known");
}

/** What the filter looks through, as [name, text], what stands in the row first. */
function fieldsOf(group) {
    return [
        ["look at", group.lookAt || ""],
        ["verdict", group.title],
        ["to do", group.hint],
        ...group.peers.map(peer => ["peer", peer.address]),
        ...group.threads.map(thread => ["thread", thread.name]),
        ["state", stateSentence(group)],
        ...group.evidence.map(fact => ["because", fact]),
        ...stacksOf(group).flatMap(([key, frames]) => frames.map(frame => [stackName(key) + " at", frameText(frame)])),
    ];
}

/** Why a place matches the filter: the text that a word of it was found in, the word marked. */
function matchView([name, text], word) {
    const at = text.toLowerCase().indexOf(word);
    return el("span", {}, "matches " + name + " ", el("bdi", {}, text.slice(0, at),
        el("mark", {}, text.slice(at, at + word.length)), text.slice(at + word.length)));
}

function siteDetail(report, group) {
    return el("div", {class: "site-detail"},
        el("div", {class: "why"},
            el("h3", {}, "Why this verdict"),
            el("ul", {}, group.evidence.map(fact => el("li", {}, fact))),
            el("h3", {}, "What it is"),
            el("p", {}, stateSentence(group) + (group.unreadBytes > 0 ? ", " + bytes(group.unreadBytes) + " unread" : "")),
            el("h3", {}, "Threads that used it last"),
            el("p", {}, el("bdi", {}, counted(group.threads, "name"))),
            copyButton("Copy for a ticket", () => ticket(report, [group]))),
        el("div", {class: "stacks"}, el("h3", {}, "Stacks of the oldest socket"), stacksView(group), socketsView(group)));
}

function socketsView(group) {
    const columns = {
        fd: s => s.fd,
        "local address": s => s.local,
        peer: s => s.peer + (s.peerHost ? " " + s.peerHost : ""),
        opened: s => age(s.openMillis),
        "peer left": s => age(s.peerClosedMillis),
        "last read": s => age(s.lastReadMillis),
        "last write": s => age(s.lastWriteMillis),
        "read -1": s => age(s.endOfStreamMillis),
        unread: s => (s.unreadBytes < 0 ? "?" : count(s.unreadBytes)),
        unsent: s => (s.unsentBytes < 0 ? "?" : count(s.unsentBytes)),
        reachable: s => (s.reachable ? "yes" : "no"),
        "opened by": s => s.openedBy,
        "last user": s => s.lastUser,
    };
    return el("details", {class: "stack"},
        el("summary", {}, el("span", {class: "stack-name"}, "sockets"),
            el("span", {class: "muted"}, " the oldest " + group.sockets.length + " of " + count(group.count) + "; times are ages")),
        plainTable("Sockets", columns, group.sockets));
}

function plainTable(name, columns, rows) {
    return el("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": name},
        el("table", {class: "plain"},
            el("thead", {}, el("tr", {}, Object.keys(columns).map(column => el("th", {scope: "col"}, column)))),
            el("tbody", {}, rows.map(row => el("tr", {}, Object.values(columns).map(of => el("td", {}, of(row))))))));
}
