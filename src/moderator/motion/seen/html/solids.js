// The body's shapes as triangles: places, normals, paints and links, one list for all.

const AROUND = 28, ALONG = 16;

/** A grid of points around an axis, from pole to pole: [place, normal] of each. */
function lathe(shape) {
  const points = [];
  for (let i = 0; i <= ALONG; i++) {
    const polar = (Math.PI * i) / ALONG;
    for (let k = 0; k <= AROUND; k++) {
      const turn = (2 * Math.PI * k) / AROUND;
      points.push(shape.kind === "capsule" ? capsule(shape, polar, turn) : ellipsoid(shape, polar, turn));
    }
  }
  const corners = [];
  for (let i = 0; i < ALONG; i++) {
    for (let k = 0; k < AROUND; k++) {
      const a = i * (AROUND + 1) + k, b = a + AROUND + 1;
      corners.push(a, b, a + 1, a + 1, b, b + 1);
    }
  }
  return corners.map((corner) => points[corner]);
}

function ellipsoid({ half }, polar, turn) {
  const ball = [Math.sin(polar) * Math.cos(turn), Math.sin(polar) * Math.sin(turn), Math.cos(polar)];
  return [ball.map((x, i) => x * half[i]), ball.map((x, i) => x / half[i])];
}

/** Two balls and the cone that touches both; the seam is where the mantle leaves them. */
function capsule({ half: [start, end, length] }, polar, turn) {
  const lean = length ? (start - end) / (2 * length) : 0;
  const seam = Math.acos(lean), upper = polar <= Math.PI / 2;
  const angle = upper ? (polar / (Math.PI / 2)) * seam : seam + (polar / (Math.PI / 2) - 1) * (Math.PI - seam);
  const normal = [Math.sin(angle) * Math.cos(turn), Math.sin(angle) * Math.sin(turn), Math.cos(angle)];
  const atEnd = angle < seam || (angle === seam && upper);
  const radius = atEnd ? end : start;
  return [normal.map((x, i) => x * radius + (i === 2 ? (atEnd ? length : -length) : 0)), normal];
}

function box({ half }) {
  const found = [];
  for (const axis of [0, 1, 2]) {
    for (const side of [-1, 1]) {
      const normal = [0, 0, 0];
      normal[axis] = side;
      for (const [u, v] of [[-1, -1], [1, -1], [1, 1], [-1, -1], [1, 1], [-1, 1]]) {
        const place = [0, 0, 0];
        place[axis] = side * half[axis];
        place[(axis + 1) % 3] = u * half[(axis + 1) % 3];
        place[(axis + 2) % 3] = v * half[(axis + 2) % 3];
        found.push([place, normal]);
      }
    }
  }
  return found;
}

/** A vector of a shape's own axes in its link's frame. */
function unturned({ axes }, v) {
  return axes.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);
}

function triangles() {
  const numbers = [];
  for (const shape of motion.shapes) {
    for (const [place, normal] of shape.kind === "box" ? box(shape) : lathe(shape)) {
      const length = Math.hypot(...normal);
      numbers.push(...unturned(shape, place).map((x, i) => x + shape.middle[i]));
      numbers.push(...unturned(shape, normal.map((x) => x / length)));
      numbers.push(...motion.paints[shape.tone], shape.tone === "light" ? 1 : 0, shape.link);
    }
  }
  return new Float32Array(numbers);
}
