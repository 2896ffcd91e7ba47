// Elements are made here only, and text gets into them as text only: no name in a report can become markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (functions are event listeners; false, null and undefined leave one out) and children. */
function el(name, attributes, ...children) {
    return filled(document.createElement(name), attributes, children);
}

function svg(name, attributes, ...children) {
    return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(element, attributes, children) {
    for (const [key, value] of Object.entries(attributes || {})) {
        if (typeof value === "function") {
            element.addEventListener(key, value);
        } else if (value !== false && value !== null && value !== undefined) {
            element.setAttribute(key, value === true ? "" : String(value));
        }
    }
    for (const child of children.flat(2)) {
        if (child !== null && child !== undefined && child !== false && child !== "") {
            element.append(...(child instanceof Node ? [child] : textNodes(child)));
        }
    }
    return element;
}

/**
 * What is not for reading (control characters, and those that turn the direction of what follows) as Java's escape sequence:
 * a name must not look like another one.
 */
function printable(text) {
    return String(text).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, unreadable => [...Array(unreadable.length).keys()]
        .map(i => "\\u" + unreadable.charCodeAt(i).toString(16).padStart(4, "0")).join(""));
}

/** A text whose names may go on in the next line where a part of them begins: behind a dot and its like, else in very long ones. */
function textNodes(text) {
    return printable(text).split(/(?<=\S{8,}[.:/$@,(=-])(?=\S)/)
        .flatMap(part => (/\w{30}/.test(part) ? part.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=_)/) : [part]))
        .flatMap((part, i) => (i ? [document.createElement("wbr"), document.createTextNode(part)] : [document.createTextNode(part)]));
}

/** Tells those who cannot see it. */
function announce(text) {
    document.getElementById("announcements").textContent = text;
}

// What the reader has chosen is kept in the address, so that it survives a reload of a newer report: #open=all&theme=dark

function choices() {
    return new URLSearchParams(location.hash.slice(1));
}

function choose(key, value) {
    const all = choices();
    if (value) {
        all.set(key, value);
    } else {
        all.delete(key);
    }
    const hash = all.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
}
