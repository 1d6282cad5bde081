"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("panel");
  const looks = Object.fromEntries(data.kinds.map((kind) => [kind.name, kind]));

  const cy = cytoscape({
    container: document.getElementById("network"),
    elements: {
      nodes: data.nodes.map((node) => ({
        data: { ...node, colour: looks[node.kind].colour, paper: looks[node.kind].paper, edge: looks[node.kind].edge,
                text: node.detail ? node.label + "\n" + node.detail : node.label },
        position: { x: node.x, y: node.y },
      })),
      edges: data.edges.map((edge) => ({ data: edge })),
    },
    layout: { name: "preset" },
    minZoom: 0.05,
    maxZoom: 4,
    boxSelectionEnabled: false,
    style: [
      { selector: "node", style: {
        shape: "round-rectangle", width: "data(width)", height: "data(height)", label: "data(text)",
        "background-color": "data(paper)", "border-color": "data(edge)", "border-width": 1.2, color: "#1b1f24",
        "font-size": 11, "font-family": "DejaVu Sans, Verdana, sans-serif", "text-wrap": "wrap",
        "text-max-width": "data(width)", "text-valign": "center", "text-halign": "center", "min-zoomed-font-size": 4 } },
      { selector: "edge", style: {
        width: "mapData(weight, 1, 6, 1.1, 4)", "line-color": "data(colour)", opacity: 0.55, "curve-style": "bezier",
        "target-arrow-shape": "triangle", "target-arrow-color": "data(colour)", "arrow-scale": 0.6 } },
      { selector: "node[?centre]", style: { "background-color": "data(colour)", color: "#fff", "font-weight": "bold" } },
      { selector: ".faded", style: { opacity: 0.12 } },
      { selector: ".hidden", style: { display: "none" } },
      { selector: ":selected", style: { "border-width": 3, "border-color": "#1b1f24", opacity: 1 } },
      { selector: "edge:selected, edge.near", style: { opacity: 1, width: "mapData(weight, 1, 6, 2, 5)" } },
    ],
  });

  function element(name, words, className) {
    const made = document.createElement(name);
    if (words !== undefined) made.textContent = words;
    if (className) made.className = className;
    return made;
  }

  function evidence(edge) {
    const parts = [];
    for (const [source, quote] of edge.evidence) {
      parts.push(element("blockquote", quote));
      parts.push(element("p", source, "document"));
    }
    return parts;
  }

  function sentence(edge) {
    const from = cy.getElementById(edge.source).data("label"), to = cy.getElementById(edge.target).data("label");
    return from + " → " + to + (edge.label ? " (" + edge.label + ")" : "");
  }

  function show(title, kind, edges) {
    panel.replaceChildren(element("h2", title), element("p", kind, "kind"));
    if (!edges.length) panel.append(element("p", "Nothing is linked to it here.", "hint"));
    for (const edge of edges) panel.append(element("h3", edge.words + ": " + sentence(edge)), ...evidence(edge));
    panel.scrollTop = 0;
  }

  function focus(kept) {
    cy.elements().addClass("faded").removeClass("near");
    kept.removeClass("faded");
    kept.edges().addClass("near");
  }

  function chooseNode(node) {
    focus(node.closedNeighborhood());
    show(node.data("label"), looks[node.data("kind")].singular + (node.data("detail") ? " · " + node.data("detail") : ""),
         node.connectedEdges().map((edge) => edge.data()));
  }

  cy.on("tap", "node", (event) => chooseNode(event.target));
  cy.on("tap", "edge", (event) => {
    const edge = event.target;
    focus(edge.union(edge.connectedNodes()));
    show(sentence(edge.data()), edge.data("words"), [edge.data()]);
  });
  cy.on("tap", (event) => {
    if (event.target === cy) cy.elements().removeClass("faded near");
  });

  const kinds = document.getElementById("kinds");
  for (const kind of data.kinds) {
    const label = element("label"), box = element("input"), swatch = element("i");
    box.type = "checkbox";
    box.checked = true;
    box.addEventListener("change", () => cy.nodes().filter((n) => n.data("kind") === kind.name).toggleClass("hidden", !box.checked));
    swatch.style.background = kind.colour;
    label.append(box, swatch, document.createTextNode(kind.plural));
    kinds.append(label);
  }

  const names = document.getElementById("names"), find = document.getElementById("find");
  for (const node of data.nodes) {
    const option = element("option");
    option.value = node.label;
    names.append(option);
  }
  find.addEventListener("change", () => {
    const wanted = find.value.trim().toLowerCase();
    const found = cy.nodes().filter((n) => n.data("label").toLowerCase() === wanted).first();
    if (!found.length) return;
    cy.animate({ center: { eles: found }, zoom: 1.1, duration: 250 });
    cy.elements().unselect();
    found.select();
    chooseNode(found);
  });
  document.getElementById("fit").addEventListener("click", () => {
    cy.elements().removeClass("faded near").unselect();
    cy.animate({ fit: { eles: cy.elements(":visible"), padding: 24 }, duration: 250 });
  });

  // All of it where it can be read so; else what it is about, at a size that can be read; else its whole width from the top.
  const centre = cy.nodes("[?centre]").first();
  const gap = 24;
  function open() {
    cy.resize();
    cy.fit(undefined, gap);
    if (cy.zoom() >= 0.6) return;
    const whole = cy.elements().boundingBox(), wide = Math.min(0.8, (cy.width() - 2 * gap) / whole.w);
    if (centre.length) {
      cy.zoom(Math.max(0.5, wide));
      cy.center(centre);
    } else {
      cy.zoom(wide);
      cy.pan({ x: (cy.width() - (whole.x1 + whole.x2) * cy.zoom()) / 2, y: gap - whole.y1 * cy.zoom() });
    }
  }
  open();
  window.addEventListener("load", open);
  new ResizeObserver(() => cy.resize()).observe(cy.container());
  if (centre.length) {
    chooseNode(centre);
    cy.elements().removeClass("faded near");
  }
})();
