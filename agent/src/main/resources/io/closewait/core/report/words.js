// How numbers, times and frames are written: as in the text report.

function count(n) {
    return n.toLocaleString("en");
}

function plural(n, noun) {
    return count(n) + " " + noun + (n === 1 ? "" : "s");
}

/** Such as 800 ms, 14 s, 3 min 5 s, 2 h 10 min, 3 d 4 h. */
function age(millis) {
    if (millis < 0) {
        return "never";
    }
    if (millis < 1000) {
        return Math.round(millis) + " ms";
    }
    const s = Math.floor(millis / 1000);
    const two = (major, unit, minor, minorUnit) => major + unit + (minor ? " " + minor + minorUnit : "");
    if (s < 60) {
        return s + " s";
    }
    if (s < 3600) {
        return two(Math.floor(s / 60), " min", s % 60, " s");
    }
    if (s < 86400) {
        return two(Math.floor(s / 3600), " h", Math.floor((s % 3600) / 60), " min");
    }
    return two(Math.floor(s / 86400), " d", Math.floor((s % 86400) / 3600), " h");
}

function bytes(n) {
    return n < 0 ? "?" : plural(n, "byte");
}

function growth(n) {
    return n > 0 ? "+" + count(n) : n < 0 ? "\u2212" + count(-n) : "\u00b10";
}

/** "a (3), b (1)" of [{address: "a", count: 3}, ...]. */
function counted(list, key) {
    return list.map(item => (item[key] || "unknown") + " (" + count(item.count) + ")").join(", ");
}

/** "firstUsed" becomes "first used"; what the application was told of the peer's end has its own name. */
function stackName(key) {
    return key === "endOfStream" ? "read -1" : key.replace(/[A-Z]/g, letter => " " + letter.toLowerCase());
}

function source(frame) {
    return !frame.file ? "unknown source" : frame.line < 0 ? frame.file : frame.file + ":" + frame.line;
}

function frameText(frame) {
    return frame.class + "." + frame.method + "(" + source(frame) + ")";
}

/** The frame to look at: the application's nearest one, else a library's; its index, or -1. */
function frameToLookAt(stack) {
    const own = stack.findIndex(frame => frame.kind === "application");
    return own >= 0 ? own : stack.findIndex(frame => frame.kind === "library");
}

/** The stacks as [key, frames], the one that the verdict rests on first. */
function stacksOf(group) {
    return stacksFrom(group.stacks, group.lookAtStack);
}

function stacksFrom(stacks, first) {
    const rank = ([key]) => (stackName(key) === first ? 0 : 1);
    return Object.entries(stacks).sort((a, b) => rank(a) - rank(b));
}

/** What to look at in a group: {frame, own}, or null when no stack is known. */
function lookAt(group) {
    const first = stacksOf(group)[0];
    const index = first ? frameToLookAt(first[1]) : -1;
    return index < 0 ? null : {frame: first[1][index], own: first[1][index].kind === "application"};
}

function headline(report) {
    const totals = report.totals;
    if (totals.leaked > 0) {
        return plural(totals.leaked, "socket") + (totals.leaked === 1 ? " leaks" : " leak") + " from "
            + plural(totals.leakSites, "place") + " in the code";
    }
    const descriptors = report.leaks.reduce((sum, group) => sum + group.count, 0);
    if (descriptors > 0) {
        return plural(descriptors, "socket") + (descriptors === 1 ? " leaks its descriptor" : " leak their descriptors")
            + " from " + plural(totals.leakSites, "place") + " in the code; the connections are over";
    }
    const others = totals.neverAccepted + totals.unknownOrigin;
    return others > 0
        ? plural(others, "socket") + " in CLOSE_WAIT: " + count(totals.neverAccepted) + " never accepted, "
            + count(totals.unknownOrigin) + " of unknown origin"
        : "No leak";
}

function kernelSentence(report) {
    const kernel = report.kernel;
    if (!kernel.available) {
        return "not asked: " + kernel.problem + "; leaks are found all the same, their sum is not proved";
    }
    return count(kernel.closeWait) + " in CLOSE_WAIT, " + (kernel.closeWait === kernel.explained
        ? "all explained here"
        : count(kernel.explained) + " explained here (sockets came or went during the count)");
}

function descriptorsSentence(descriptors) {
    return count(descriptors.open) + (descriptors.limit < 0 ? "" : " of " + count(descriptors.limit));
}

function backlogSentence(queue) {
    return count(queue.waiting) + " that wait in the backlog of " + queue.local
        + (queue.limit < 0 ? "" : ", at most " + count(queue.limit) + " can");
}

function acceptorSentence(queue) {
    if (queue.acceptor) {
        return "The last to accept here: " + queue.acceptor + ". It must come back to accept, and never wait for anything"
            + " else.";
    }
    return queue.stacks.accepted
        ? "The thread that accepted here has ended: find out why, and start it again."
        : "No thread has ever accepted here: start the one that should, or close the listener.";
}

function stateSentence(group) {
    return group.state + ", " + (group.direction === "accepted" ? "accepted on port " + group.localPort : "connected")
        + ", " + group.transport;
}
