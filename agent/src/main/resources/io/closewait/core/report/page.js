// Puts the page together.

function theme() {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const current = () => choices().get("theme") || (dark.matches ? "dark" : "light");
    const other = () => (current() === "dark" ? "light" : "dark");
    const button = el("button", {type: "button", class: "button", click: () => {
        choose("theme", other());
        apply();
    }});
    function apply() {
        document.documentElement.dataset.theme = current();
        button.textContent = other() === "dark" ? "Dark" : "Light";
        button.setAttribute("aria-label", "Switch to " + other() + " colours");
    }
    dark.addEventListener("change", apply);
    apply();
    return button;
}

function pageHeader(report) {
    const jvm = report.jvm;
    const reasons = {change: "because something changed", request: "on request", shutdown: "as the JVM ended"};
    return el("header", {},
        el("div", {class: "brand"},
            svg("svg", {width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true"},
                svg("circle", {cx: 9, cy: 9, r: 7, class: "ring"}), svg("path", {d: "M9 2a7 7 0 0 0 0 14z", class: "half"})),
            "closewait"),
        el("div", {class: "actions"},
            copyButton("Copy as text", () => ticket(report, report.leaks)), theme()),
        el("h1", {class: isLeaking(report) ? "bad" : "good"}, headline(report)),
        el("p", {class: "about"},
            el("b", {}, el("bdi", {}, jvm.program)), " on ", el("b", {}, el("bdi", {}, jvm.host)), " \u00b7 pid " + jvm.pid
            + " \u00b7 Java " + jvm.java + " \u00b7 " + uptime(report) + " \u00b7 made ",
            el("time", {datetime: report.generated}, onItsClock(report, report.generated)),
            " " + (reasons[report.reason] || "")));
}

function page(report) {
    document.title = printable(headline(report) + " \u2013 " + report.jvm.program + " \u2013 closewait");
    document.getElementById("page").append(
        pageHeader(report),
        el("main", {},
            tiles(report),
            el("div", {class: "overview"}, timeline(report), kernelView(report)),
            report.leaks.length > 0 && sites(report),
            neverAccepted(report),
            unknownOrigin(report),
            openOrigins(report),
            known(report),
            halfClosedBusy(report),
            ended(report),
            options(report)));
}

page(JSON.parse(document.getElementById("report").textContent));
