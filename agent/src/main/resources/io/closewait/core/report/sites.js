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

function sites(report) {
    const most = Math.max(...report.leaks.map(group => group.count));
    const entries = report.leaks.map((group, i) => siteView(report, group, i + 1, most));
    const headers = {};
    const header = (key, ...label) => headers[key] = el("th", {role: "columnheader", scope: "col"},
        el("button", {type: "button", click: () => sortBy(key)}, ...label));
    const table = el("table", {class: "sites", role: "table", "aria-labelledby": "sites-title"},
        el("thead", {role: "rowgroup"}, el("tr", {role: "row"},
            header("count", "Sockets"), header("verdict", "Verdict"), header("code", "Look at"),
            el("th", {role: "columnheader", scope: "col"}, "Peers"), header("oldest", "Oldest"))));
    const shownText = el("p", {class: "muted shown"});
    const nothing = el("p", {class: "nothing", hidden: true}, "No place matches the filter.");

    const filter = el("input", {
        type: "search", placeholder: "class, peer, thread \u2026", "aria-label": "Filter places", value: choices().get("filter"),
        input: () => {
            choose("filter", filter.value.trim());
            update();
        },
    });
    const order = el("select", {"aria-label": "Sort places", change: () => sortBy(order.value)},
        Object.entries(SORTS).map(([key, sort]) => el("option", {value: key}, sort.label)));
    const verdicts = verdictButtons(report.leaks, update);
    const unfold = el("button", {type: "button", class: "button", click: () => {
        const open = entries.some(entry => !entry.body.hidden && !entry.isOpen());
        entries.forEach(entry => entry.open(open, open));
        choose("open", open ? "all" : "");
        update();
    }});

    function sortBy(key) {
        choose("sort", key === "count" ? "" : key);
        update();
        announce("Sorted by " + SORTS[key].label);
    }

    function update() {
        const sort = SORTS[choices().get("sort")] ? choices().get("sort") : "count";
        const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
        const wanted = choices().get("verdict");
        order.value = sort;
        for (const [key, cell] of Object.entries(headers)) {
            const direction = ASCENDING.has(key) ? "ascending" : "descending";
            cell.setAttribute("aria-sort", key === sort ? direction : "none");
        }
        let shown = 0;
        entries.sort((a, b) => SORTS[sort].order(a.group, b.group));
        for (const entry of entries) {
            entry.body.hidden = wanted && entry.group.verdict !== wanted
                || !words.every(word => entry.words.includes(word));
            shown += entry.body.hidden ? 0 : 1;
            table.append(entry.body);
        }
        shownText.textContent = shown === entries.length ? "" : shown + " of " + plural(entries.length, "place") + " shown";
        nothing.hidden = shown > 0;
        unfold.textContent = entries.some(entry => !entry.body.hidden && !entry.isOpen()) ? "Unfold all" : "Fold all";
    }

    for (const entry of entries) {
        entry.changed = () => {
            choose("open", entries.filter(each => each.isOpen()).map(each => each.number).sort((a, b) => a - b).join("_"));
            update();
        };
    }
    openChosen(entries);
    update();
    return el("section", {class: "card", "aria-labelledby": "sites-title"},
        el("h2", {id: "sites-title"}, "Places that leak"),
        el("div", {class: "tools"}, filter, order, unfold), verdicts,
        shownText, table, nothing);
}

/** #open=all unfolds everything, #open=1_3 the first and the third place. */
function openChosen(entries) {
    const chosen = choices().get("open") || "";
    const numbers = new Set(chosen.split("_").map(Number));
    for (const entry of entries) {
        entry.open(chosen === "all" || numbers.has(entry.number), chosen === "all");
    }
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

/** One place: a table body with a row, and a second row that unfolds. */
function siteView(report, group, number, most) {
    const id = "place-" + number;
    const bar = svg("svg", {class: "bar", "aria-hidden": "true", width: 64, height: 4},
        svg("rect", {class: "track", width: 64, height: 4, rx: 2}),
        svg("rect", {class: "part", width: Math.max(3, 64 * group.count / most), height: 4, rx: 2}));
    const fold = el("button", {
        type: "button", class: "fold", "aria-expanded": "false", "aria-controls": id,
        "aria-label": "Details of place " + number,
    });
    const cell = (name, ...children) => el("td", {role: "cell", class: name}, ...children);
    const row = el("tr", {class: "place", role: "row", click: () => {
        if (String(getSelection()) === "") {
            entry.open(!entry.isOpen(), false);
            entry.changed();
        }
    }},
    cell("sockets", fold, el("span", {class: "figure"}, count(group.count)),
        el("span", {
            class: "growth" + (group.growth > 0 ? " up" : ""), title: "compared with the report before",
        }, growth(group.growth), el("span", {class: "unseen"}, " compared with the report before")), bar),
    cell("verdict", el("strong", {}, group.title), el("span", {class: "muted"}, group.meaning)),
    cell("look-at", lookAtView(group), group.hint && el("span", {class: "hint"}, group.hint)),
    cell("peers", group.peers.map(peer => el("span", {class: "peer"},
        el("bdi", {}, peer.address || "unknown"), el("span", {class: "muted"}, " \u00d7" + count(peer.count))))),
    cell("oldest", age(group.oldestMillis)));
    const detail = el("tr", {class: "detail", role: "row", id, hidden: true},
        el("td", {role: "cell", colspan: 5}, siteDetail(report, group)));
    const entry = {
        group,
        number,
        body: el("tbody", {role: "rowgroup"}, row, detail),
        words: wordsOf(group),
        changed: () => {},
        isOpen: () => !detail.hidden,
        open: (isOpen, deep) => {
            detail.hidden = !isOpen;
            fold.setAttribute("aria-expanded", String(isOpen));
            if (deep) {
                openAll(detail);
            }
        },
    };
    return entry;
}

function lookAtView(group) {
    const at = lookAt(group);
    return at
        ? [frameName(at), group.lookAtNote && el("span", {class: "muted"}, group.lookAtNote)]
        : el("span", {class: "muted"}, "no stack known");
}

function wordsOf(group) {
    const frames = Object.values(group.stacks).flat().map(frameText);
    return [group.title, group.state, group.direction, group.transport, group.hint, ...group.evidence, ...frames,
        ...group.peers.map(peer => peer.address), ...group.threads.map(thread => thread.name)]
        .join("\n").toLowerCase();
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
            el("span", {class: "muted"}, " the oldest " + group.sockets.length + " of " + count(group.count) + "; times ago")),
        plainTable("Sockets", columns, group.sockets));
}

function plainTable(name, columns, rows) {
    return el("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": name},
        el("table", {class: "plain"},
            el("thead", {}, el("tr", {}, Object.keys(columns).map(column => el("th", {scope: "col"}, column)))),
            el("tbody", {}, rows.map(row => el("tr", {}, Object.values(columns).map(of => el("td", {}, of(row))))))));
}
