// Has axe look at the colours of a page, but for those that it has already passed in this run of tests: answers
// whether any is wrong, and which looks it passed. Answers null of a page that has to be looked at as a whole.
//
// axe reckons with the colours, size and weight of a text and with what is painted behind it. Where these are all the
// same as of a text that it passed, it would pass it again; this takes most of the time that it needs for a page.
async ({known, rules}) => {
    // Of what lies in a shadow nothing is known here, so axe looks at all of such a page.
    if ([...document.querySelectorAll("*")].some((element) => element.shadowRoot)) return null;
    // Words for those who hear a page are cut away, and the link that skips to the content waits above the page.
    const visible = (element) => element.checkVisibility({opacityProperty: true, visibilityProperty: true})
        && !style(element).clipPath.startsWith("inset(50%")
        && element.getBoundingClientRect().bottom + scrollY > 0;
    const styles = new Map();
    const style = (element) => {
        if (!styles.has(element)) styles.set(element, getComputedStyle(element));
        return styles.get(element);
    };
    const inside = (inner, outer) =>
        inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;

    // What is painted by the elements around, up to one that lets nothing through. Of what was moved over something
    // that is not around it nothing is said.
    const behind = (element) => {
        const place = element.getBoundingClientRect();
        const layers = [];
        let closed = false;
        for (let each = element; each; each = each.parentElement) {
            const of = style(each);
            if (of.filter !== "none" || of.mixBlendMode !== "normal") return null;
            if (of.opacity !== "1") layers.push(of.opacity);
            if (closed) continue;
            const painted = of.backgroundColor !== "rgba(0, 0, 0, 0)" || of.backgroundImage !== "none";
            const around = painted && inside(place, each.getBoundingClientRect());
            if (painted) layers.push([of.backgroundColor, of.backgroundImage, around]);
            closed = around && of.backgroundImage === "none" && /^rgb\(/.test(of.backgroundColor);
            const moved = of.position !== "static" && !(of.position === "relative" && /^(auto|0px)$/.test(of.inset));
            if (!closed && (moved || of.transform !== "none")) return null;
        }
        return layers;
    };

    // How a link stands out from the text around it.
    const aroundLink = (link) => {
        let block = link.parentElement;
        while (block.parentElement && style(block).display.startsWith("inline")) block = block.parentElement;
        const alone = block.textContent.trim().length === link.textContent.trim().length;
        const own = style(link);
        const other = style(block);
        return [
            alone, own.textDecorationLine, own.borderBottom, own.outline, own.fontStyle,
            other.color, other.backgroundColor, other.fontWeight, other.fontSize, other.fontStyle, other.textDecorationLine,
        ];
    };

    const look = (element) => {
        const layers = behind(element);
        if (layers === null) return null;
        const of = style(element);
        const off = Boolean(element.closest(":disabled, [aria-disabled=true]") || element.closest("label")?.control?.disabled);
        const link = element.closest("a[href], [role=link]");
        return JSON.stringify([
            of.color, of.webkitTextFillColor, of.webkitTextStroke, of.textShadow, of.fontSize, of.fontWeight,
            off, layers, link && aroundLink(link),
        ]);
    };

    // Of a single letter axe says nothing for sure.
    const hasText = (element) => [...element.childNodes]
        .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 1);
    const isShown = (element) => element.matches("input, select, textarea, button, a[href], [role=link]") || hasText(element);
    const looks = new Map();
    for (const element of document.body.querySelectorAll("*")) {
        if (isShown(element) && visible(element)) looks.set(element, look(element));
    }
    const passed = new Set(known);
    const fresh = [...looks.keys()].filter((element) => !passed.has(looks.get(element)));
    if (!fresh.length) return {wrong: false, learnt: []};

    const found = await axe.run(
        {include: fresh},
        {runOnly: {type: "rule", values: rules}, resultTypes: ["violations", "passes", "incomplete"], elementRef: true, selectors: false},
    );
    const nodes = (results) => results.flatMap((result) => result.nodes.map((node) => node.element));
    const doubted = new Set(nodes(found.incomplete));
    const linksOfParts = fresh.filter((element) => element.matches("a[href], [role=link]") && !hasText(element));
    const learnt = [...nodes(found.passes.filter((result) => result.id === "color-contrast")), ...linksOfParts]
        .filter((element) => !doubted.has(element) && looks.get(element))
        .map((element) => looks.get(element));
    return {wrong: found.violations.length > 0, learnt: [...new Set(learnt)]};
}
