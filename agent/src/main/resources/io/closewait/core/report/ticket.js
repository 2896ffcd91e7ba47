// The report, or one place of it, as plain text for a ticket.

const TICKET_FRAMES = 20;

function ticket(report, groups) {
    const jvm = report.jvm;
    const totals = report.totals;
    const lines = [
        "closewait: " + headline(report) + (totals.leaked > 0 ? "; oldest: " + age(totals.oldestLeakMillis) : ""),
        "  made     " + onItsClock(report, report.generated) + ", on " + jvm.host + ", by closewait " + report.agent.version,
        "  jvm      pid " + jvm.pid + ", " + jvm.program + ", Java " + jvm.java + ", " + uptime(report),
        "  kernel   " + kernelSentence(report)
            + (report.kernel.available ? "; descriptors " + descriptorsSentence(report.kernel.descriptors) : ""),
    ];
    for (const group of groups) {
        lines.push("", ...ticketGroup(report.leaks.indexOf(group) + 1, group));
    }
    for (const queue of groups.length === report.leaks.length ? report.neverAccepted : []) {
        lines.push("", "port " + queue.port + "  " + plural(queue.count, "socket") + " " + queue.title.toUpperCase() + ": "
            + queue.meaning, ...ticketReasons(queue), ...ticketStacks(queue));
    }
    return lines.map(printable).join("\n") + "\n";
}

function ticketGroup(number, group) {
    const lines = [
        "#" + number + "  " + plural(group.count, "socket") + " " + group.title.toUpperCase() + ": " + group.meaning,
        "  state    " + stateSentence(group) + "; oldest: " + age(group.oldestMillis) + "; " + growth(group)
            + (group.growth === group.count ? "" : " since the previous report"),
        "  peers    " + counted(group.peers, "address"),
        "  threads  " + counted(group.threads, "name"),
    ];
    return [...lines, ...ticketReasons(group), ...ticketStacks(group)];
}

function ticketReasons(group) {
    return [
        ...(group.lookAt ? ["  look at  " + group.lookAt + (group.lookAtNote ? " (" + group.lookAtNote + ")" : "")] : []),
        ...group.evidence.map(fact => "  because  " + fact),
        ...(group.hint ? ["  to do    " + group.hint] : []),
    ];
}

function ticketStacks(group) {
    return stacksOf(group).flatMap(([key, stack]) => ["  " + stackName(key) + " at", ...ticketStack(stack, lookAt(group))]);
}

function ticketStack(stack, wanted) {
    const guilty = indexOfFrame(stack, wanted);
    const from = Math.max(0, stack.findIndex(frame => frame.kind !== "jdk"));
    const shown = stack.slice(from, from + TICKET_FRAMES);
    const lines = shown.map((frame, i) => (from + i === guilty ? "    > " : "      ") + frameText(frame));
    const more = stack.length - from - shown.length;
    return more > 0 ? [...lines, "      ... " + more + " more"] : lines;
}

/** Copies, and says so on the button; where the browser forbids it, shows the text to copy by hand. */
function copyButton(label, text) {
    const button = el("button", {type: "button", class: "button copy", click: event => {
        event.stopPropagation();
        copy(text()).then(done, () => showToCopy(text()));
    }}, label);
    function done() {
        button.textContent = "Copied";
        announce("Copied");
        setTimeout(() => (button.textContent = label), 2000);
    }
    return button;
}

function copy(text) {
    // A page from a file has no clipboard object in some browsers.
    return navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error("no clipboard"));
}

function showToCopy(text) {
    const area = el("textarea", {readonly: true, rows: 20, "aria-label": "Report as text"});
    area.value = text;
    const dialog = el("dialog", {close: () => dialog.remove()},
        el("p", {}, "This browser does not let a page copy. The text is selected: copy it yourself."),
        area,
        el("form", {method: "dialog"}, el("button", {class: "button"}, "Close")));
    document.body.append(dialog);
    dialog.showModal();
    area.select();
}
