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

/** How many more than in the report before; a group that was not in it, or for which there was none, is new. */
function growth(group) {
    const n = group.growth;
    return n === group.count ? "new" : n > 0 ? "+" + count(n) : n < 0 ? "\u2212" + count(-n) : "\u00b10";
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

/** "a.B.m(B.java:12)" taken apart, as the frames of a stack are. */
function parsedFrame(text) {
    const [, name, place] = /^(.*)\((.*)\)$/.exec(text) || [null, text, ""];
    const [, file, line] = /^(.*?)(?::(\d+))?$/.exec(place);
    const dot = name.lastIndexOf(".");
    return {class: name.slice(0, dot), method: name.slice(dot + 1), file, line: line ? Number(line) : -1};
}

/** The index of a frame in a stack, or -1. */
function indexOfFrame(stack, frame) {
    return frame ? stack.findIndex(each => each.class === frame.class && each.method === frame.method && each.line === frame.line) : -1;
}

/** The stacks of a group or queue as [key, frames], the one that the verdict rests on first. */
function stacksOf(group) {
    const rank = ([key]) => (stackName(key) === group.lookAtStack ? 0 : 1);
    return Object.entries(group.stacks).sort((a, b) => rank(a) - rank(b));
}

/** The line to look at in a group or queue as a frame, or null when none is known. */
function lookAt(group) {
    return group.lookAt ? parsedFrame(group.lookAt) : null;
}

/** All that leaks, as the text report's first line has it. */
function headline(report) {
    const totals = report.totals;
    const inGroups = report.leaks.reduce((sum, group) => sum + group.count, 0);
    const places = " from " + plural(totals.leakSites, "place") + " in the code";
    const others = [
        totals.neverAccepted > 0 && count(totals.neverAccepted) + " never accepted",
        totals.unknownOrigin > 0 && count(totals.unknownOrigin) + " of unknown origin",
    ].filter(Boolean).join(", ");
    if (totals.leaked > 0) {
        const over = inGroups - totals.leaked;
        return plural(totals.leaked, "socket") + (totals.leaked === 1 ? " leaks" : " leak")
            + (over > 0 ? ", " + count(over) + " more " + (over === 1 ? "leaks" : "leak") + " only a descriptor," : "") + places
            + (others && "; also " + others);
    }
    if (inGroups > 0) {
        return plural(inGroups, "socket") + (inGroups === 1 ? " leaks its descriptor" : " leak their descriptors") + places
            + "; the connections are over" + (others && "; in CLOSE_WAIT " + others);
    }
    return others ? plural(totals.neverAccepted + totals.unknownOrigin, "socket") + " in CLOSE_WAIT: " + others : "No leak";
}

/** Whether anybody should be woken: what no hook saw being opened leaks no less. */
function isLeaking(report) {
    return report.leaks.length + report.totals.leaked + report.totals.neverAccepted + report.totals.unknownOrigin > 0;
}

/** A moment by the clock of the JVM that was watched, not by the reader's: as its own log has it. */
function onItsClock(report, iso) {
    const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(report.jvm.zone);
    const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60000;
    return new Date(Date.parse(iso) + offset).toISOString().slice(0, 19).replace("T", " ") + " " + report.jvm.zone;
}

/** Its own age, and the agent's if that was attached later. */
function uptime(report) {
    return "up " + age(report.jvm.uptimeMillis)
        + (report.agent.attached ? ", agent attached for " + age(report.agent.uptimeMillis) : "");
}

function kernelSentence(report) {
    const kernel = report.kernel;
    if (!kernel.available) {
        return "not read: " + kernel.problem + "; leaks are still found, but the total cannot be checked";
    }
    return count(kernel.closeWait) + " in CLOSE_WAIT, " + (kernel.closeWait === kernel.explained
        ? "all accounted for"
        : count(kernel.explained) + " accounted for (sockets opened or closed during the count)");
}

function descriptorsSentence(descriptors) {
    return count(descriptors.open) + (descriptors.limit < 0 ? "" : " of " + count(descriptors.limit));
}

function stateSentence(group) {
    return group.state + ", " + (group.direction === "accepted" ? "accepted on port " + group.localPort : "connected")
        + ", " + group.transport;
}
