// Plots beside the body, all at one time: joints against limits, centre of mass, weight on the feet.

const SVG = "http://www.w3.org/2000/svg";
const POINTS = 400;
const WINDOW_S = 20;

function shape(parent, name, attributes = {}) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

/** A path of a series, thinned so that its peaks stay. */
function path(series, x, y) {
  const step = Math.max(1, Math.floor(series.length / POINTS));
  const spots = [];
  for (let i = 0; i < series.length; i += step) {
    let low = i, high = i;
    for (let k = i; k < Math.min(i + step, series.length); k++) {
      if (series[k] < series[low]) low = k;
      if (series[k] > series[high]) high = k;
    }
    for (const k of low < high ? [low, high] : low > high ? [high, low] : [low]) spots.push(`${x(k).toFixed(1)} ${y(series[k]).toFixed(1)}`);
  }
  return `M${spots.join("L")}`;
}

const across = (i) => (1000 * i) / (count - 1);
const degrees = (x) => Math.round((x * 180) / Math.PI);

function jointPlots(list) {
  motion.joints.forEach((joint, number) => {
    const series = column(JOINT_0 + number);
    const low = series.reduce((a, b) => Math.min(a, b)), high = series.reduce((a, b) => Math.max(a, b));
    const left = Math.min(joint.upper - high, low - joint.lower);
    const figure = list.appendChild(document.createElement("figure"));
    const told = figure.appendChild(document.createElement("figcaption"));
    told.append(joint.name.replaceAll("_", " "));
    const small = told.appendChild(document.createElement("span"));
    small.textContent = left < 0 ? `${degrees(-left)}° beyond` : `${degrees(left)}° to spare`;
    const plot = figure.appendChild(document.createElement("div"));
    plot.className = "plot";
    const svg = shape(plot, "svg", { viewBox: "0 0 1000 100", preserveAspectRatio: "none", role: "img" });
    svg.setAttribute("aria-label", `${joint.name}: ${degrees(low)}° to ${degrees(high)}°, allowed ${degrees(joint.lower)}° to ${degrees(joint.upper)}°`);
    const y = (angle) => 94 - (88 * (angle - joint.lower)) / (joint.upper - joint.lower);
    shape(svg, "path", { class: "limit", d: "M0 6H1000M0 94H1000" });
    shape(svg, "path", { class: left < motion.near ? "line near" : "line", d: path(series, across, y) });
    plot.appendChild(document.createElement("i")).className = "now";
    figure.classList.toggle("tight", left < motion.near);
  });
}

/** The weight on both feet, some seconds before and after the time. */
function loadPlot(plot) {
  const [left, right] = [column(LOADS), column(LOADS + 1)];
  const most = Math.max(motion.weight * 1.1, left.reduce((a, b) => Math.max(a, b)), right.reduce((a, b) => Math.max(a, b)));
  const svg = shape(plot, "svg", { preserveAspectRatio: "none", role: "img", "aria-label": "Weight on the left and the right foot" });
  const seconds = (i) => (motion.duration * i) / (count - 1), y = (load) => 98 - (94 * load) / most;
  const all = (series) => `M${Array.from(series, (load, i) => `${seconds(i).toFixed(2)} ${y(load).toFixed(1)}`).join("L")}`;
  shape(svg, "path", { class: "limit", d: `M0 98H${motion.duration}M0 ${y(motion.weight)}H${motion.duration}` });
  shape(svg, "path", { class: "line other", d: all(right) });
  shape(svg, "path", { class: "line", d: all(left) });
  plot.appendChild(document.createElement("i")).className = "now";
  const wide = Math.min(WINDOW_S, motion.duration);
  plot.span = { from: 0, wide };
  return (sample, time) => {
    plot.span.from = Math.min(Math.max(time - wide / 2, 0), motion.duration - wide);
    svg.setAttribute("viewBox", `${plot.span.from} 0 ${wide} 100`);
    plot.style.setProperty("--now", `${(100 * (time - plot.span.from)) / wide}%`);
    return [sample[LOADS], sample[LOADS + 1]];
  };
}

/** The corners of a sole: [right, up] of the plot, which is seen from above with the audience below. */
function soleCorners(sample, side) {
  const [x, y, , heading] = sample.subarray(SOLES + 4 * side, SOLES + 4 * side + 4);
  const [c, s] = [Math.cos(heading), Math.sin(heading)], [length, breadth] = motion.sole;
  return [[1, 1], [-1, 1], [-1, -1], [1, -1]].map(([a, b]) => {
    const [u, v] = [a * length, b * breadth];
    return [y + s * u + c * v, x + c * u - s * v];
  });
}

const outline = (corners) => `M${corners.map(([a, b]) => `${a.toFixed(3)} ${b.toFixed(3)}`).join("L")}Z`;

/** The convex hull, by Andrew's monotone chain. */
function hull(points) {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const half = (list) => list.reduce((chain, p) => {
    while (chain.length > 1) {
      const [a, b] = chain.slice(-2);
      if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
      chain.pop();
    }
    return [...chain, p];
  }, []);
  return [...half(sorted).slice(0, -1), ...half(sorted.reverse()).slice(0, -1)];
}

const stands = (sample, side) => (Math.round(sample[STANDING]) >> side) & 1;

function centrePlot(plot) {
  const svg = shape(plot, "svg", { role: "img", "aria-label": "Centre of mass over the feet, seen from above, the audience below" });
  const [x, y] = [column(CENTRE), column(CENTRE + 1)];
  const corners = [];
  let before = "";
  for (let i = 0; i < count; i += 5) {
    const sample = at((motion.duration * i) / (count - 1));
    for (const side of [0, 1]) {
      const own = soleCorners(sample, side);
      corners.push(...own);
      if (stands(sample, side) && !before.includes(outline(own))) {
        shape(svg, "path", { class: "print", d: outline(own) });
        before = (before + outline(own)).slice(-400);
      }
    }
  }
  const [xs, ys] = [corners.map((p) => p[0]), corners.map((p) => p[1])].map((list) => [list.reduce((a, b) => Math.min(a, b)), list.reduce((a, b) => Math.max(a, b))]);
  const [wide, tall] = [xs[1] - xs[0] + 0.16, ys[1] - ys[0] + 0.16];
  svg.setAttribute("viewBox", `${xs[0] - 0.08} ${ys[0] - 0.08} ${wide} ${tall}`);
  const step = Math.max(1, Math.floor(count / 1500));
  const way = [];
  for (let i = 0; i < count; i += step) way.push(`${y[i].toFixed(3)} ${x[i].toFixed(3)}`);
  shape(svg, "path", { class: "line", d: `M${way.join("L")}` });
  const support = shape(svg, "path", { class: "support" });
  const soles = [0, 1].map(() => shape(svg, "path", { class: "sole" }));
  const dot = shape(svg, "circle", { class: "dot", r: Math.max(wide, tall) / 90 });
  return (sample) => {
    const standing = [0, 1].filter((side) => stands(sample, side));
    support.setAttribute("d", outline(hull(standing.flatMap((side) => soleCorners(sample, side)))));
    soles.forEach((sole, side) => {
      sole.setAttribute("d", outline(soleCorners(sample, side)));
      sole.classList.toggle("up", !stands(sample, side));
    });
    dot.setAttribute("cx", sample[CENTRE + 1]);
    dot.setAttribute("cy", sample[CENTRE]);
  };
}
