/**
 * A robot's body drawn from its joints: solids in order of their distance, lit from above.
 */

/** @typedef {[number, number, number]} Vector */
/** @typedef {[Vector, Vector, Vector]} Turn The axes of a frame, each a row: x, y, z in the world. */
/** @typedef {{kind: string, start: Vector, end: Vector, size: number[], tone: string}} Shape */
/** @typedef {{name: string, parent: string, axis: "x" | "y" | "z", at: Vector, shapes: Shape[]}} Link */
/** @typedef {{name: string, lower: number, upper: number}} Joint */
/** @typedef {{model: string, joints: Joint[], links: Link[]}} Body */
/** @typedef {{place: Vector, turn: Turn}} Frame */
/** @typedef {{x: number, y: number, scale: number, depth: number}} Seen */
/** @typedef {{floor: string, edge: string, shadow: string}} Ground */

/** Light, middle and dark of each paint. @type {Record<string, [string, string, string]>} */
const TONES = {
  shell: ["#ffffff", "#ccd3db", "#6f7a88"],
  dark: ["#6b7685", "#37404c", "#161b22"],
  accent: ["#ff8a80", "#e5483b", "#8c1f16"],
  light: ["#e3f6ff", "#8fd3ff", "#4a9bd0"],
};
/** What it stands on, where all around is dark. @type {Ground} */
const DARK = { floor: "#1d242e", edge: "#39424e", shadow: "rgb(0 0 0 / 0.5)" };
/** The same on paper. @type {Ground} */
const PAPER = { floor: "#ece4d2", edge: "#d9cfb8", shadow: "rgb(58 48 30 / 0.22)" };
const NEAR = 0.08; // of its range: a standing robot's knees are bent by a tenth
const AT = 0.03;
const COLOURS = { near: "#ffd166", at: "#ff6a5e" };
const DISTANCE_M = 4.2;
const HEIGHT_M = 0.84;
/** Metres that fit between the canvas's upper and lower edge. */
const TALL_M = 2.15;
/** From the floor's middle to its edge. */
const FLOOR_M = 0.6;
const FACES = [[0, 1, 3, 2], [4, 5, 7, 6], [0, 1, 5, 4], [2, 3, 7, 6], [0, 2, 6, 4], [1, 3, 7, 5]];

/**
 * Where every link is, from the joints' angles; the pelvis is at the origin.
 * @param {Body} body
 * @param {Map<string, number>} angles radians, by joint; a joint has its link's name.
 * @returns {Map<string, Frame>} by link, metres.
 */
export function frames(body, angles) {
  /** @type {Map<string, Frame>} */
  const found = new Map();
  for (const link of body.links) {
    const parent = found.get(link.parent);
    if (!parent) {
      found.set(link.name, { place: [0, 0, 0], turn: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] });
      continue;
    }
    const turn = turned(parent.turn, "xyz".indexOf(link.axis), angles.get(link.name) ?? 0);
    found.set(link.name, { place: placed(parent, link.at), turn });
  }
  return found;
}

/**
 * The joints that are near a limit: within 8 % of their range.
 * @param {Body} body
 * @param {Map<string, number>} angles
 * @returns {{name: string, at: boolean, share: number}[]} the nearest first; `at` is within 3 %.
 */
export function nearLimits(body, angles) {
  return body.joints
    .map(({ name, lower, upper }) => {
      const angle = angles.get(name) ?? 0;
      const share = Math.min(angle - lower, upper - angle) / (upper - lower);
      return { name, at: share < AT, share };
    })
    .filter(({ share }) => share < NEAR)
    .sort((one, other) => one.share - other.share);
}

export class Figure {
  #canvas;
  #pencil;
  #ground = DARK;
  /** @type {Body} */
  #body = { model: "", joints: [], links: [] };
  /** @type {Map<string, number>} */
  #angles = new Map();
  #around = 0.45;
  #above = 0.14;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#canvas = canvas;
    this.#pencil = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
    canvas.addEventListener("pointermove", (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return;
      this.turn(-event.movementX * 0.01, event.movementY * 0.006);
    });
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  /** Whether it stands on paper. @param {boolean} paper */
  set paper(paper) {
    this.#ground = paper ? PAPER : DARK;
    this.draw();
  }

  /** Look from elsewhere. @param {number} around radians, to the robot's left. @param {number} above */
  turn(around, above) {
    this.#around += around;
    this.#above = Math.min(1.2, Math.max(-0.1, this.#above + above));
    this.draw();
  }

  /** Whose body it is. @param {Body} body */
  is(body) {
    this.#body = body;
    this.draw();
  }

  /** Where its joints are. @param {number[]} mrad milliradians, in the body's order. */
  stands(mrad) {
    this.#angles = new Map(this.#body.joints.map(({ name }, at) => [name, (mrad[at] ?? 0) / 1000]));
    this.draw();
  }

  /** The joints that are near a limit. */
  get near() {
    return nearLimits(this.#body, this.#angles);
  }

  draw() {
    const canvas = this.#canvas;
    const dense = devicePixelRatio || 1;
    const [wide, tall] = [canvas.clientWidth * dense, canvas.clientHeight * dense];
    if (canvas.width !== wide || canvas.height !== tall) [canvas.width, canvas.height] = [wide, tall];
    const pencil = this.#pencil;
    pencil.clearRect(0, 0, wide, tall);
    if (!this.#body.links.length || !wide || !tall) return;
    const found = frames(this.#body, this.#angles);
    const shapes = this.#body.links.flatMap((link) =>
      link.shapes.map((shape) => ({ shape, frame: /** @type {Frame} */ (found.get(link.name)) })));
    const boxes = shapes.filter(({ shape }) => shape.kind === "box");
    const floor = Math.min(...boxes.flatMap(({ shape, frame }) => corners(shape, frame).map((at) => at[2])));
    const look = camera(this.#around, this.#above, floor + HEIGHT_M, wide, tall);
    this.#floor(look, floor, boxes);
    const items = shapes.map(({ shape, frame }) => ({ shape, frame, depth: look(middle(shape, frame)).depth }));
    items.sort((one, other) => other.depth - one.depth);
    for (const { shape, frame } of items) paint(pencil, shape, frame, look);
    for (const { name, at } of this.near) {
      const frame = found.get(name);
      if (frame) ring(pencil, look(frame.place), at ? COLOURS.at : COLOURS.near);
    }
  }

  /** @param {(at: Vector) => Seen} look @param {number} floor @param {{shape: Shape, frame: Frame}[]} boxes */
  #floor(look, floor, boxes) {
    const pencil = this.#pencil;
    const round = Array.from({ length: 48 }, (_, n) => look([Math.cos((n * Math.PI) / 24) * FLOOR_M, Math.sin((n * Math.PI) / 24) * FLOOR_M, floor]));
    outline(pencil, round);
    pencil.fillStyle = this.#ground.floor;
    pencil.fill();
    pencil.strokeStyle = this.#ground.edge;
    pencil.lineWidth = 1.5 * (devicePixelRatio || 1);
    pencil.stroke();
    pencil.fillStyle = this.#ground.shadow;
    for (const { shape, frame } of boxes) {
      const shadow = hull(corners(shape, frame).map(([x, y]) => look([x, y, floor])));
      outline(pencil, shadow);
      pencil.fill();
    }
  }
}

/**
 * From the world to the canvas.
 * @param {number} around radians, from the front to the robot's left.
 * @param {number} above radians.
 * @param {number} height of what is looked at, metres.
 * @param {number} wide
 * @param {number} tall
 * @returns {(at: Vector) => Seen}
 */
function camera(around, above, height, wide, tall) {
  const out = /** @type {Vector} */ ([Math.cos(above) * Math.cos(around), Math.cos(above) * Math.sin(around), Math.sin(above)]);
  const right = /** @type {Vector} */ ([-Math.sin(around), Math.cos(around), 0]);
  const up = cross(out, right);
  const pixels = Math.min(tall / TALL_M, wide / 1.5);
  return ([x, y, z]) => {
    const at = /** @type {Vector} */ ([x, y, z - height]);
    const depth = DISTANCE_M - dot(at, out);
    const scale = (pixels * DISTANCE_M) / depth;
    return { x: wide / 2 + dot(at, right) * scale, y: tall / 2 - dot(at, up) * scale, scale, depth };
  };
}

/**
 * @param {CanvasRenderingContext2D} pencil
 * @param {Shape} shape
 * @param {Frame} frame
 * @param {(at: Vector) => Seen} look
 */
function paint(pencil, shape, frame, look) {
  const tones = TONES[shape.tone] ?? TONES.shell;
  if (shape.kind === "capsule") return limb(pencil, shape, frame, look, tones);
  if (shape.kind === "box") {
    const seen = corners(shape, frame).map(look);
    outline(pencil, hull(seen));
    pencil.fillStyle = tones[1];
    pencil.fill();
    for (const face of FACES) {
      outline(pencil, face.map((corner) => seen[corner]));
      pencil.strokeStyle = tones[2];
      pencil.stroke();
    }
    return;
  }
  egg(pencil, shape, frame, look, tones);
}

/** @param {CanvasRenderingContext2D} pencil @param {Shape} shape @param {Frame} frame @param {(at: Vector) => Seen} look @param {[string, string, string]} tones */
function limb(pencil, shape, frame, look, tones) {
  const [from, to] = [look(placed(frame, shape.start)), look(placed(frame, shape.end))];
  const [thick, thin] = [shape.size[0] * from.scale, (shape.size[1] ?? shape.size[0]) * to.scale];
  const along = Math.atan2(to.y - from.y, to.x - from.x);
  const long = Math.hypot(to.x - from.x, to.y - from.y);
  const lean = long > Math.abs(thick - thin) ? Math.asin((thick - thin) / long) : 0;
  pencil.beginPath();
  pencil.arc(from.x, from.y, thick, along + Math.PI / 2 - lean, along - Math.PI / 2 + lean);
  pencil.arc(to.x, to.y, thin, along - Math.PI / 2 + lean, along + Math.PI / 2 - lean);
  pencil.closePath();
  const side = along + (Math.sin(along + Math.PI / 2) + Math.cos(along + Math.PI / 2) * 0.5 < 0 ? Math.PI / 2 : -Math.PI / 2);
  const reach = Math.max(thick, thin);
  const [x, y] = [Math.cos(side) * reach, Math.sin(side) * reach];
  const shade = pencil.createLinearGradient(from.x + x, from.y + y, from.x - x, from.y - y);
  shade.addColorStop(0, tones[0]);
  shade.addColorStop(0.45, tones[1]);
  shade.addColorStop(1, tones[2]);
  pencil.fillStyle = shade;
  pencil.fill();
}

/** @param {CanvasRenderingContext2D} pencil @param {Shape} shape @param {Frame} frame @param {(at: Vector) => Seen} look @param {[string, string, string]} tones */
function egg(pencil, shape, frame, look, tones) {
  const place = middle(shape, frame);
  const at = look(place);
  // Its half axes on the canvas; the outline is the ellipse whose matrix is the sum of their squares.
  let [xx, xy, yy] = [0, 0, 0];
  frame.turn.forEach((axis, n) => {
    const tip = look(/** @type {Vector} */ (place.map((figure, k) => figure + axis[k] * shape.size[n])));
    const [dx, dy] = [tip.x - at.x, tip.y - at.y];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  });
  const spread = Math.hypot((xx - yy) / 2, xy);
  const long = Math.sqrt((xx + yy) / 2 + spread);
  const short = Math.sqrt(Math.max(0.25, (xx + yy) / 2 - spread));
  const shade = pencil.createRadialGradient(at.x - long * 0.35, at.y - long * 0.45, long * 0.05, at.x, at.y, long * 1.08);
  shade.addColorStop(0, tones[0]);
  shade.addColorStop(0.5, tones[1]);
  shade.addColorStop(1, tones[2]);
  pencil.beginPath();
  pencil.ellipse(at.x, at.y, long, short, Math.atan2(2 * xy, xx - yy) / 2, 0, 2 * Math.PI);
  pencil.fillStyle = shade;
  pencil.fill();
}

/** @param {CanvasRenderingContext2D} pencil @param {Seen} at @param {string} colour */
function ring(pencil, at, colour) {
  pencil.beginPath();
  pencil.arc(at.x, at.y, 0.075 * at.scale, 0, 2 * Math.PI);
  pencil.strokeStyle = colour;
  pencil.lineWidth = 0.018 * at.scale;
  pencil.stroke();
  pencil.lineWidth = 1;
}

/** @param {CanvasRenderingContext2D} pencil @param {{x: number, y: number}[]} points */
function outline(pencil, points) {
  pencil.beginPath();
  points.forEach(({ x, y }, n) => (n ? pencil.lineTo(x, y) : pencil.moveTo(x, y)));
  pencil.closePath();
}

/** The points around others. @template {{x: number, y: number}} Point @param {Point[]} points @returns {Point[]} */
function hull(points) {
  const order = [...points].sort((one, other) => one.x - other.x || one.y - other.y);
  /** @param {Point[]} from */
  const half = (from) => {
    /** @type {Point[]} */
    const kept = [];
    for (const point of from) {
      while (kept.length > 1 && bend(kept[kept.length - 2], kept[kept.length - 1], point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...half(order), ...half(order.reverse())];
}

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b @param {{x: number, y: number}} c */
function bend(a, b, c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** @param {Shape} shape @param {Frame} frame @returns {Vector[]} */
function corners(shape, frame) {
  const [x, y, z] = shape.start.map((figure, n) => (figure + shape.end[n]) / 2);
  const [a, b, c] = shape.size;
  return [-1, 1].flatMap((i) => [-1, 1].flatMap((j) => [-1, 1].map((k) => placed(frame, [x + i * a, y + j * b, z + k * c]))));
}

/** @param {Shape} shape @param {Frame} frame */
function middle(shape, frame) {
  return placed(frame, /** @type {Vector} */ (shape.start.map((figure, n) => (figure + shape.end[n]) / 2)));
}

/** @param {Frame} frame @param {Vector} at @returns {Vector} */
function placed({ place, turn }, [x, y, z]) {
  return /** @type {Vector} */ (place.map((figure, n) => figure + turn[0][n] * x + turn[1][n] * y + turn[2][n] * z));
}

/** A frame turned about one of its own axes. @param {Turn} turn @param {number} axis @param {number} angle @returns {Turn} */
function turned(turn, axis, angle) {
  const [one, other] = [(axis + 1) % 3, (axis + 2) % 3];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const result = /** @type {Turn} */ (turn.map((row) => [...row]));
  result[one] = /** @type {Vector} */ (turn[one].map((figure, n) => figure * cos + turn[other][n] * sin));
  result[other] = /** @type {Vector} */ (turn[other].map((figure, n) => figure * cos - turn[one][n] * sin));
  return result;
}

/** @param {Vector} a @param {Vector} b */
function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** @param {Vector} a @param {Vector} b @returns {Vector} */
function cross(a, b) {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
