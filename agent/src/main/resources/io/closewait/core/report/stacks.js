// Stacks that fold, with the frame to look at marked.

/** One foldable stack. The JDK's inner frames at its top are folded away: nobody can change them. */
function stackView(key, stack, isOpen, wanted) {
    const guilty = indexOfFrame(stack, wanted);
    const inner = Math.max(0, stack.findIndex(frame => frame.kind !== "jdk"));
    const list = el("ol", {class: "frames"});
    const fill = from => list.replaceChildren(...stack.slice(from).map((frame, i) => frameView(frame, from + i === guilty)));
    fill(inner);
    const whole = inner > 0 && el("button", {type: "button", class: "link", click: event => {
        fill(0);
        event.currentTarget.remove();
        list.tabIndex = -1;
        list.focus();
    }}, plural(inner, "inner frame") + " of the JDK");
    return el("details", {class: "stack", open: isOpen},
        el("summary", {},
            el("span", {class: "stack-name"}, key === "now" ? "its thread is now" : stackName(key)), " at ",
            guilty < 0 ? "" : el("code", {}, shortFrame(stack[guilty])),
            el("span", {class: "muted"}, " " + plural(stack.length, "frame"))),
        whole, list);
}

function shortFrame(frame) {
    return frame.class.slice(frame.class.lastIndexOf(".") + 1) + "." + frame.method;
}

function frameView(frame, isGuilty) {
    return el("li", {class: "frame " + frame.kind + (isGuilty ? " guilty" : "")},
        isGuilty && el("span", {class: "unseen"}, "look here: "), frameName(frame));
}

function frameName(frame) {
    const dot = frame.class.lastIndexOf(".") + 1;
    return el("code", {},
        el("span", {class: "package"}, frame.class.slice(0, dot)),
        el("span", {class: "method"}, frame.class.slice(dot) + "." + frame.method),
        el("span", {class: "source"}, "(" + source(frame) + ")"),
        frame.jar && el("span", {class: "muted"}, " [" + frame.jar + "]"));
}

/** All stacks of a group; the first one is open. */
function stacksView(group) {
    const stacks = stacksOf(group);
    return stacks.length === 0
        ? el("p", {class: "muted"}, "No stack is known: the agent had no room for it (option maxSites).")
        : stacks.map(([key, stack], i) => stackView(key, stack, i === 0, lookAt(group)));
}

function openAll(element) {
    for (const details of element.querySelectorAll("details")) {
        details.open = true;
    }
}
