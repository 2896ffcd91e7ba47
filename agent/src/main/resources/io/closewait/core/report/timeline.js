// Open, peer-closed and leaked sockets since the agent's start, as an SVG that is drawn anew for each width.

const SERIES = [
    {key: "open", label: "open"},
    {key: "peerClosed", label: "peer closed"},
    {key: "leaked", label: "leaked"},
];
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
    SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE,
    15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY,
    56 * DAY, 112 * DAY,
];

function timeline(report) {
    const uptime = Math.max(1, report.agent.uptimeMillis);
    const points = [{atMillis: 0, open: 0, peerClosed: 0, leaked: 0}, ...report.history]
        .filter(point => point.atMillis <= uptime);
    // A history point holds the most of its step: the end of the line is what the report counted.
    points.push({
        atMillis: uptime,
        open: report.totals.open,
        peerClosed: report.totals.closeWait,
        leaked: report.totals.leaked,
    });
    const most = key => Math.max(...points.map(point => point[key]));
    // Thousands of healthy sockets would press the rest to the ground.
    const hidden = new Set(most("peerClosed") > 0 && most("open") > 12 * most("peerClosed") ? ["open"] : []);
    let chosen = points.length - 1;

    const values = {};
    const time = el("span", {class: "when"});
    const legend = el("div", {class: "legend"}, SERIES.map(series => el("button", {
        type: "button",
        class: "series " + series.key,
        "aria-pressed": String(!hidden.has(series.key)),
        click: event => {
            const off = hidden.delete(series.key) ? false : Boolean(hidden.add(series.key));
            event.currentTarget.setAttribute("aria-pressed", String(!off));
            draw();
        },
    }, el("span", {class: "swatch"}), series.label + " ", values[series.key] = el("b"))), time);

    const plot = el("div", {
        class: "plot",
        tabindex: 0,
        role: "slider",
        "aria-label": "Sockets since the start; arrow keys move through time",
        "aria-valuemin": 0,
        "aria-valuemax": points.length - 1,
        pointermove: event => pick(nearest(event.clientX - plot.getBoundingClientRect().left)),
        pointerdown: event => pick(nearest(event.clientX - plot.getBoundingClientRect().left)),
        pointerleave: () => pick(points.length - 1),
        keydown: event => {
            const moves = {ArrowLeft: chosen - 1, ArrowRight: chosen + 1, Home: 0, End: points.length - 1};
            if (event.key in moves) {
                event.preventDefault();
                pick(Math.min(points.length - 1, Math.max(0, moves[event.key])));
            }
        },
    });
    let frame = null;

    function nearest(x) {
        const at = (x - frame.left) / frame.width * uptime;
        let best = 0;
        while (best + 1 < points.length && points[best + 1].atMillis <= at) {
            best++;
        }
        return best;
    }

    function pick(index) {
        chosen = index;
        const point = points[index];
        for (const series of SERIES) {
            values[series.key].textContent = count(point[series.key]);
        }
        const now = index === points.length - 1;
        const clock = onItsClock(report, new Date(Date.parse(report.generated) - uptime + point.atMillis).toISOString());
        time.textContent = now ? "at the report" : age(point.atMillis) + " after start, " + clock.slice(11);
        plot.setAttribute("aria-valuenow", index);
        plot.setAttribute("aria-valuetext", time.textContent + ": "
            + SERIES.map(series => series.label + " " + point[series.key]).join(", "));
        if (frame) {
            const x = frame.x(point.atMillis);
            frame.cursor.setAttribute("d", now ? "" : "M" + x + "," + frame.top + "V" + frame.bottom);
        }
    }

    function draw() {
        const width = Math.max(240, plot.clientWidth);
        const height = plot.clientHeight;
        const shown = SERIES.filter(series => !hidden.has(series.key));
        const scale = niceScale(Math.max(1, ...shown.map(series => most(series.key))));
        const left = 12 + 7 * count(scale.top).length;
        const top = 10;
        const bottom = height - 24;
        const plotWidth = width - left - 12;
        const x = at => left + at / uptime * plotWidth;
        const y = value => bottom - value / scale.top * (bottom - top);
        const cursor = svg("path", {class: "cursor"});
        frame = {left, width: plotWidth, top, bottom, x, cursor};
        plot.replaceChildren(svg("svg", {
            class: "timeline", width, height, viewBox: "0 0 " + width + " " + height, "aria-hidden": "true",
        },
        scale.ticks.map(value => [
            svg("line", {class: value ? "grid" : "axis", x1: left, x2: left + plotWidth, y1: y(value), y2: y(value)}),
            svg("text", {class: "tick", x: left - 8, y: y(value) + 4, "text-anchor": "end"}, count(value)),
        ]),
        timeTicks(uptime, Math.max(2, Math.floor(plotWidth / 90))).map(at => [
            svg("line", {class: "axis", x1: x(at), x2: x(at), y1: bottom, y2: bottom + 5}),
            svg("text", {
                class: "tick", x: x(at), y: bottom + 18, "text-anchor": x(at) > width - 30 ? "end" : "middle",
            }, at ? age(at) : "start"),
        ]),
        shown.map(series => {
            const line = steps(points, series.key, x, y);
            return svg("g", {class: "series " + series.key},
                svg("path", {class: "area", d: line + "V" + bottom + "H" + x(points[0].atMillis) + "Z"}),
                svg("path", {class: "line", d: line}));
        }),
        cursor));
        pick(chosen);
    }

    new ResizeObserver(draw).observe(plot);
    return el("section", {class: "card time", "aria-labelledby": "timeline-title"},
        el("h2", {id: "timeline-title"}, "Since the start"), legend, plot);
}

function steps(points, key, x, y) {
    const at = point => x(point.atMillis).toFixed(1);
    return points.map((point, i) => (i ? "H" + at(point) + "V" : "M" + at(point) + ",") + y(point[key]).toFixed(1))
        .join("");
}

/** Whole numbers at even distances, from 0 to at least {@code most}. */
function niceScale(most) {
    const raw = most / 4;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = Math.max(1, [1, 2, 5, 10].find(factor => factor * power >= raw) * power);
    const ticks = [0];
    while (ticks[ticks.length - 1] < most) {
        ticks.push(ticks[ticks.length - 1] + step);
    }
    return {ticks, top: ticks[ticks.length - 1]};
}

function timeTicks(uptime, most) {
    const step = TIME_STEPS.find(candidate => uptime / candidate <= most) || uptime;
    const ticks = [];
    for (let at = 0; at <= uptime; at += step) {
        ticks.push(at);
    }
    return ticks;
}
