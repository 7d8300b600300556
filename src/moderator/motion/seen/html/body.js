// The body: where its links are at a time, from the samples in the page.

const motion = JSON.parse(document.getElementById("motion").textContent);
const bytes = Uint8Array.from(atob(motion.samples), (letter) => letter.charCodeAt(0));
const samples = new Int16Array(bytes.buffer);
const columns = motion.units.length;
const count = samples.length / columns;
const JOINT_0 = 7;
const after = JOINT_0 + motion.joints.length;
const CENTRE = after, LOADS = after + 2, SOLES = after + 4, STANDING = after + 12;

/** One column of all samples, in its own unit. */
function column(number) {
  return Float32Array.from({ length: count }, (_, i) => samples[i * columns + number] * motion.units[number]);
}

/** All columns at a time, between two samples. */
function at(time) {
  const place = Math.min(Math.max(time / motion.duration, 0), 1) * (count - 1);
  const i = Math.min(Math.floor(place), count - 2), share = place - i;
  const found = new Float32Array(columns);
  let turned = 0;
  for (let k = 3; k < 7; k++) turned += samples[i * columns + k] * samples[(i + 1) * columns + k];
  for (let k = 0; k < columns; k++) {
    const before = samples[i * columns + k];
    const next = samples[(i + 1) * columns + k] * (turned < 0 && k > 2 && k < 7 ? -1 : 1);
    found[k] = (before + (k === STANDING ? 0 : share * (next - before))) * motion.units[k];
  }
  return found;
}

/** Every link's matrix, column by column, sixteen numbers each. */
function links(sample) {
  const found = new Float32Array(16 * motion.links.length);
  motion.links.forEach((link, i) => {
    const own = found.subarray(16 * i, 16 * i + 16);
    own[15] = 1;
    if (link.parent < 0) {
      turn(own, sample.subarray(3, 7));
      own.set(sample.subarray(0, 3), 12);
      return;
    }
    const parent = found.subarray(16 * link.parent, 16 * link.parent + 16);
    const angle = sample[JOINT_0 + link.joint], c = Math.cos(angle), s = Math.sin(angle);
    const a = link.axis, b = (a + 1) % 3, d = (a + 2) % 3;
    for (let row = 0; row < 3; row++) {
      own[4 * a + row] = parent[4 * a + row];
      own[4 * b + row] = c * parent[4 * b + row] + s * parent[4 * d + row];
      own[4 * d + row] = c * parent[4 * d + row] - s * parent[4 * b + row];
      own[12 + row] = parent[12 + row] + link.at.reduce((sum, x, k) => sum + x * parent[4 * k + row], 0);
    }
  });
  return found;
}

function turn(matrix, [w, x, y, z]) {
  const length = Math.hypot(w, x, y, z);
  w /= length; x /= length; y /= length; z /= length;
  matrix.set([1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)], 0);
  matrix.set([2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)], 4);
  matrix.set([2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)], 8);
}

/** A point of a link's frame on the stage. */
function placed(matrices, link, [x, y, z]) {
  const m = matrices.subarray(16 * link, 16 * link + 16);
  return [0, 1, 2].map((row) => m[row] * x + m[4 + row] * y + m[8 + row] * z + m[12 + row]);
}
