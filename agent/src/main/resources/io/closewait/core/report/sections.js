// The numbers, the kernel's count, and everything that is no leak of this code.

/** The parts of the kernel's CLOSE_WAIT count, as a bar and its legend. */
function kernelView(report) {
    const totals = report.totals;
    const parts = [
        ["leaked", "leaked", totals.leaked],
        ["waiting", "pending (less than " + age(report.agent.leakAfterMillis) + ")", totals.waiting],
        ["busy", "half-closed and busy", totals.halfClosedBusy],
        ["known", "known", totals.known],
        ["backlog", "never accepted", totals.neverAccepted],
        ["unknown", "unknown origin", totals.unknownOrigin],
    ].filter(part => part[0] !== "known" || part[2] > 0);
    const sum = Math.max(1, parts.reduce((all, part) => all + part[2], 0));
    let at = 0;
    const bar = svg("svg", {class: "shares", width: "100%", height: 14, "aria-hidden": "true"},
        svg("rect", {class: "track", width: "100%", height: 14}),
        parts.filter(part => part[2] > 0).map(([key, , value]) => {
            const x = at / sum * 100;
            at += value;
            return svg("rect", {class: key, x: x + "%", width: value / sum * 100 + "%", height: 14});
        }));
    const besides = [
        ["closed but held", totals.closedButHeld],
        ["abandoned", totals.abandoned],
        ["reset by the peer", totals.reset],
        ["both sides shut", totals.bothShut],
        ["hung up (Unix-domain)", totals.hungUp],
    ].filter(([, value]) => value > 0);
    return el("section", {class: "card kernel", "aria-labelledby": "kernel-title"},
        el("h2", {id: "kernel-title"}, report.kernel.available ? "CLOSE_WAIT, reconciled" : "CLOSE_WAIT"),
        bar,
        el("ul", {class: "parts"}, parts.map(([key, label, value]) => el("li", {class: value ? key : key + " none"},
            el("span", {class: "swatch"}), label, el("b", {}, count(value))))),
        el("p", {class: "kernel-line"}, el("b", {}, "Kernel: "), kernelSentence(report) + "."),
        besides.length > 0 && el("p", {class: "muted"},
            "Also counted: " + besides.map(([label, value]) => count(value) + " " + label).join(", ") + "."),
        totals.dropped > 0 && el("p", {class: "warning"}, count(totals.dropped) + (totals.dropped === 1 ? " socket or stack" : " sockets or stacks")
            + " not recorded, for lack of room (options maxSockets, maxSites)."));
}

function tile(label, value, note, kind) {
    return el("div", {class: "tile " + (kind || "")}, el("dt", {}, label), el("dd", {},
        el("span", {class: "figure"}, value), note && el("span", {class: "muted"}, note)));
}

function tiles(report) {
    const totals = report.totals;
    const descriptors = report.kernel.descriptors;
    const others = [
        totals.neverAccepted > 0 && count(totals.neverAccepted) + " never accepted",
        totals.unknownOrigin > 0 && count(totals.unknownOrigin) + " of unknown origin",
    ].filter(Boolean);
    const share = descriptors && descriptors.limit > 0 ? descriptors.open / descriptors.limit : 0;
    return el("dl", {class: "tiles"},
        tile("Leaked", count(totals.leaked), ["for " + age(report.agent.leakAfterMillis) + " or more", ...others].join("; "),
            isLeaking(report) ? "bad" : "good"),
        tile("Places", count(totals.leakSites), "in the code"),
        tile("Oldest", totals.leaked > 0 ? age(totals.oldestLeakMillis) : "\u2013", "since its peer left"),
        tile("Open", count(totals.open), count(totals.openedTotal) + " opened in all"),
        tile("Closed late", count(totals.leaksEndedTotal), "leaks that ended"),
        tile("Descriptors", descriptors ? count(descriptors.open) : "\u2013",
            descriptors && descriptors.limit > 0 ? "of " + count(descriptors.limit) : "limit unknown",
            share > 0.8 ? "bad" : ""));
}

/** The views of the first items, and a button for the others: a page of hundreds is slow, and nobody reads it. */
function firstOf(list, view) {
    const FIRST = 20;
    const others = list.slice(FIRST);
    return [...list.slice(0, FIRST).map(view), others.length > 0 && el("button", {
        type: "button", class: "link", click: event => event.currentTarget.replaceWith(...others.map(view)),
    }, "Show " + count(others.length) + " more")];
}

function section(title, note, ...children) {
    return el("section", {class: "card"}, el("h2", {}, title), note && el("p", {class: "muted"}, note), ...children);
}

function neverAccepted(report) {
    return report.neverAccepted.length > 0 && section("Never accepted",
        report.neverAccepted[0].meaning[0].toUpperCase() + report.neverAccepted[0].meaning.slice(1) + ".",
        firstOf(report.neverAccepted, queue => el("div", {class: "item"},
            el("p", {}, el("b", {}, "Port " + queue.port + ": " + plural(queue.count, "socket")), ", ", queue.local),
            el("ul", {}, queue.evidence.map(fact => el("li", {}, fact))),
            queue.lookAtNote && el("p", {class: "muted"}, "Look at ", el("code", {}, queue.lookAt), " (" + queue.lookAtNote + ")"),
            el("p", {class: "muted"}, queue.hint),
            stacksOf(queue).map(([key, stack], i) => stackView(key, stack, i === 0, lookAt(queue))))));
}

function halfClosedBusy(report) {
    return report.halfClosedBusy.length > 0 && section("Half-closed and busy",
        "The peer ended its side and the application still sends: what half-close is made for. No leak.",
        firstOf(report.halfClosedBusy, group => groupItem(group, stateSentence(group) + "; " + group.evidence.join("; "))));
}

function known(report) {
    return report.known.length > 0 && section("Known leaks",
        "Leaks that the option exclude or baseline lists.",
        firstOf(report.known, group => groupItem(group, group.title + "; known leak: " + group.accepted)));
}

function groupItem(group, text) {
    return el("div", {class: "item"},
        el("p", {}, el("b", {}, plural(group.count, "socket")), " " + text),
        stacksOf(group).map(([key, stack]) => stackView(key, stack, false, lookAt(group))));
}

function unknownOrigin(report) {
    return report.unknownOrigin.length > 0 && section("Unknown origin",
        "In CLOSE_WAIT, opened before the agent was attached or by native code.",
        firstOf(report.unknownGroups.filter(group => group.state === "CLOSE_WAIT"), unknownGroup),
        plainTable("Unknown origin", {
            fd: socket => socket.fd,
            "local address": socket => socket.local,
            peer: socket => socket.peer,
            inode: socket => socket.inode,
            unread: socket => count(socket.unreadBytes),
            "first seen": socket => onItsClock(report, socket.firstSeen),
        }, report.unknownOrigin));
}

/** Sockets of unknown origin with one peer, and what their use has told of them since. */
function unknownGroup(group) {
    return el("div", {class: "item"},
        el("p", {}, el("b", {}, plural(group.count, "socket")), " ",
            group.direction === "accepted" ? "accepted on port " + group.localPort + " from " : "to ",
            el("bdi", {}, group.peer), group.verdict ? "" : ", not used since the agent started"),
        group.lookAt && el("p", {}, "Look at ", el("code", {}, group.lookAt), group.lookAtNote && " (" + group.lookAtNote + ")"),
        group.evidence && el("ul", {}, group.evidence.map(fact => el("li", {}, fact))),
        group.hint && el("p", {class: "muted"}, group.hint),
        group.stacks && Object.entries(group.stacks).map(([key, stack]) => stackView(key, stack, false, lookAt(group))));
}

function ended(report) {
    return report.ended.length > 0 && section("Ended since the previous report",
        "Leaks that were closed after all: late, and worth checking.",
        firstOf(report.ended, leak => el("div", {class: "item"},
            el("p", {}, el("b", {}, plural(leak.count, "socket")), " closed "
                + (leak.by === "collector" ? "by the garbage collector" : "late by the application")
                + ", after up to " + age(leak.longestMillis) + "; peer ", el("bdi", {}, leak.peer || "unknown")),
            Object.entries(leak.stacks).map(([key, stack]) => stackView(key, stack, false, null)))));
}

/** Who holds the descriptors, leaks or not: the first ones, and those that grow. */
function openOrigins(report) {
    const descriptors = report.kernel.descriptors;
    const ends = descriptors && descriptors.exhaustedInMillis >= 0
        ? " At the rate of those that grow, descriptors run out in " + age(descriptors.exhaustedInMillis) + "." : "";
    const paths = descriptors ? descriptors.paths : [];
    return report.openOrigins.length > 0 && section("Open sockets by origin",
        "Whatever their state, leaks or not: who holds the descriptors." + ends,
        firstOf(report.openOrigins, openOrigin),
        paths.length > 0 && el("p", {class: "muted"}, "Files that are open most often: ",
            paths.map((file, i) => [i > 0 && ", ", el("code", {}, file.path), " (" + count(file.count) + ")"]).flat()));
}

function openOrigin(origin) {
    const growth = origin.growth;
    return el("div", {class: "item"},
        el("p", {}, el("b", {}, plural(origin.count, "socket")), " ",
            origin.direction === "accepted" ? "accepted on port " + origin.localPort + " " : "opened ",
            origin.lookAt ? ["at ", el("code", {}, origin.lookAt)] : "at an unknown place",
            origin.growing && el("b", {class: "bad"}, ", their number keeps growing")),
        el("p", {class: "muted"}, [
            origin.leaked > 0 && count(origin.leaked) + " of them leaked",
            origin.percentOfLimit >= 0 && origin.percentOfLimit + "% of the descriptor limit",
            (growth.lately > 0 ? "+" : "") + count(growth.lately) + " in the last " + age(growth.latelyMillis),
            "oldest: " + age(origin.oldestMillis),
            "half of them unused for " + age(origin.idleMillis),
            counted(origin.states, "state"),
            origin.peers.length > 0 && "peers " + counted(origin.peers, "address"),
        ].filter(Boolean).join("; ")),
        Object.entries(origin.stacks).map(([key, stack]) => stackView(key, stack, false, lookAt(origin))));
}

function options(report) {
    const given = Object.entries(report.agent.options).sort();
    return section("Options in force",
        given.length > 0 ? "All others have their defaults." : "All have their defaults.",
        given.length > 0 && el("dl", {class: "options"}, given.map(([key, value]) => el("div", {},
            el("dt", {}, el("code", {}, key)), el("dd", {}, el("code", {}, value))))),
        el("p", {class: "muted"}, "closewait " + report.agent.version + ", detector " + report.agent.detector
            + ", leaks after " + age(report.agent.leakAfterMillis)));
}
