// The page: time runs, and everything follows it.

const $ = (name) => document.getElementById(name);
const canvas = $("stage"), slider = $("time"), forms = [...document.querySelectorAll("#forms button")];
const state = { time: 0, playing: false, speed: 1, before: 0, drawn: -1 };

let paint = null;
try {
  paint = glStage(canvas);
} catch (error) {
  console.warn(error);
}
if (!paint) {
  const other = canvas.cloneNode();
  canvas.replaceWith(other);
  paint = sketchStage(other);
}
const shown = $("stage");
jointPlots($("joints"));
const loadsAt = loadPlot($("loads"));
const showCentre = centrePlot($("centre"));

const clock = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, "0")}`;

function show(softly) {
  const sample = at(state.time);
  follow(sample, softly);
  paint(sample, links(sample));
  showCentre(sample);
  const [left, right] = loadsAt(sample, state.time);
  $("weights").textContent = `${Math.round(left)} N left, ${Math.round(right)} N right`;
  document.body.style.setProperty("--now", `${(100 * state.time) / motion.duration}%`);
  slider.value = state.time;
  slider.setAttribute("aria-valuetext", clock(state.time));
  $("clock").textContent = `${clock(state.time)} of ${clock(motion.duration)}`;
  const current = motion.forms.findLastIndex((form) => form.start <= state.time + 0.001);
  if (current === state.drawn) return;
  state.drawn = current;
  const form = motion.forms[current] ?? { number: "", name: "", original: "" };
  $("number").textContent = form.number;
  $("original").textContent = form.original;
  $("form").textContent = form.name;
  forms.forEach((button, i) => {
    if (i === current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  });
  forms[current]?.scrollIntoView({ block: "nearest" });
}

function fit() {
  const scale = Math.min(window.devicePixelRatio || 1, 2), { width, height } = shown.getBoundingClientRect();
  shown.width = Math.max(1, Math.round(width * scale));
  shown.height = Math.max(1, Math.round(height * scale));
  show(false);
}

function tick(now) {
  if (!state.playing) return;
  state.time += (state.speed * Math.min(now - state.before, 100)) / 1000;
  state.before = now;
  if (state.time >= motion.duration) {
    state.time = motion.duration;
    play(false);
  }
  show(true);
  requestAnimationFrame(tick);
}

function play(wanted) {
  if (wanted && state.time >= motion.duration) state.time = 0;
  state.playing = wanted;
  $("play").textContent = wanted ? "Pause" : "Play";
  state.before = performance.now();
  if (wanted) requestAnimationFrame(tick);
}

function go(time) {
  state.time = Math.min(Math.max(time, 0), motion.duration);
  show(false);
}

$("play").addEventListener("click", () => play(!state.playing));
slider.addEventListener("input", () => go(Number(slider.value)));
$("speed").addEventListener("change", (event) => (state.speed = Number(event.target.value)));
forms.forEach((button, i) => button.addEventListener("click", () => go(motion.forms[i].start)));
for (const plot of document.querySelectorAll(".plot")) {
  plot.addEventListener("click", (event) => {
    const { left, width } = plot.getBoundingClientRect();
    const { from, wide } = plot.span ?? { from: 0, wide: motion.duration };
    go(from + (wide * (event.clientX - left)) / width);
  });
}
for (const button of document.querySelectorAll("[data-turned]")) {
  button.addEventListener("click", () => {
    camera.turned = Number(button.dataset.turned);
    camera.raised = Number(button.dataset.raised);
    show(false);
  });
}

shown.addEventListener("pointerdown", (event) => {
  shown.setPointerCapture(event.pointerId);
  const move = (to) => {
    orbit(to.movementX * 0.008, to.movementY * 0.008);
    show(false);
  };
  shown.addEventListener("pointermove", move);
  for (const end of ["pointerup", "pointercancel"]) {
    shown.addEventListener(end, () => shown.removeEventListener("pointermove", move), { once: true });
  }
});
shown.addEventListener("wheel", (event) => {
  event.preventDefault();
  nearer(Math.exp(event.deltaY * 0.001));
  show(false);
}, { passive: false });

const TURNS = { ArrowLeft: [0.1, 0], ArrowRight: [-0.1, 0], ArrowUp: [0, 0.06], ArrowDown: [0, -0.06] };
document.addEventListener("keydown", (event) => {
  const on = event.target;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (on === shown && event.key in TURNS) orbit(...TURNS[event.key]);
  else if (on === shown && "+-".includes(event.key)) nearer(event.key === "+" ? 0.9 : 1.1);
  else if (event.key === " " && !["BUTTON", "SELECT"].includes(on.tagName)) play(!state.playing);
  else return;
  event.preventDefault();
  if (!state.playing) show(false);
});

new ResizeObserver(fit).observe(shown);
go(Number(new URLSearchParams(location.hash.slice(1)).get("t") ?? 0));
document.documentElement.dataset.ready = "true";
