// The camera: turned by dragging, and following the body softly.

const camera = { turned: 0.35, raised: 0.14, away: 6.5, follows: [0, 0, 0.84], tall: 2.35 };

/** Where the camera is, and its axes: right, up, back. */
function cameraFrame() {
  const [ct, st] = [Math.cos(camera.turned), Math.sin(camera.turned)];
  const [cr, sr] = [Math.cos(camera.raised), Math.sin(camera.raised)];
  const back = [ct * cr, st * cr, sr], right = [-st, ct, 0];
  const up = [-ct * sr, -st * sr, cr];
  return { eye: camera.follows.map((x, i) => x + back[i] * camera.away), right, up, back };
}

/** From the stage to the picture: sixteen numbers, column by column. */
function projection(aspect) {
  const { eye, right, up, back } = cameraFrame();
  const focal = (2 * camera.away) / camera.tall, near = 0.5, far = 40;
  const dot = (a) => -(a[0] * eye[0] + a[1] * eye[1] + a[2] * eye[2]);
  const wide = Math.min(1, aspect / 0.8);
  const rows = [
    [...right, dot(right)].map((x) => (x * focal * wide) / aspect),
    [...up, dot(up)].map((x) => x * focal * wide),
    [...back, dot(back)].map((x, i) => (x * (far + near)) / (near - far) + (i === 3 ? (2 * far * near) / (near - far) : 0)),
    [...back, dot(back)].map((x) => -x),
  ];
  return Float32Array.from({ length: 16 }, (_, i) => rows[i % 4][Math.floor(i / 4)]);
}

function follow(sample, softly) {
  const share = softly ? 0.03 : 1;
  for (const i of [0, 1]) camera.follows[i] += share * (sample[i] - camera.follows[i]);
}

function orbit(across, down) {
  camera.turned -= across;
  camera.raised = Math.min(1.4, Math.max(0.02, camera.raised + down));
}

function nearer(times) {
  camera.tall = Math.min(5, Math.max(0.6, camera.tall * times));
}
