// The stage in WebGL 2: the body in one draw, on a floor that takes its soft shadow.

const LAMP = [0.333, 0.233, 0.914];
const SHADOW = 512, SHADOW_M = 4.6;

const COMMON = `#version 300 es
precision highp float; uniform mat4 view; uniform vec3 eye; uniform vec3 lamp; uniform vec2 middle;`;
const BODY_VERTEX = `${COMMON}
layout(location=0) in vec3 place; layout(location=1) in vec3 normal; layout(location=2) in vec4 paint;
layout(location=3) in float link; uniform mat4 links[${motion.links.length}]; uniform float flat_;
out vec3 seen; out vec3 facing; out vec4 painted;
void main() {
  mat4 own = links[int(link)];
  seen = (own * vec4(place, 1.)).xyz; facing = mat3(own) * normal; painted = paint;
  vec3 fallen = seen - lamp * (seen.z / lamp.z);
  gl_Position = flat_ > .5 ? vec4((fallen.xy - middle) / ${(SHADOW_M / 2).toFixed(2)}, 0., 1.) : view * vec4(seen, 1.);
}`;
const BODY_FRAGMENT = `${COMMON}
in vec3 seen; in vec3 facing; in vec4 painted; uniform float flat_; out vec4 colour;
void main() {
  if (flat_ > .5) { colour = vec4(1.); return; }
  if (painted.a > .5) { colour = vec4(painted.rgb, 1.); return; }
  vec3 n = normalize(facing), v = normalize(eye - seen);
  float up = .5 + .5 * n.z, lit = clamp((dot(n, lamp) + .12) / 1.12, 0., 1.);
  vec3 c = painted.rgb * (vec3(.50, .53, .58) * up + vec3(.40, .365, .31) * (1. - up) + vec3(.74, .69, .61) * lit);
  c += .16 * lit * pow(clamp(dot(n, normalize(v + lamp)), 0., 1.), 32.);
  c += vec3(.30, .31, .33) * pow(1. - clamp(dot(n, v), 0., 1.), 3.) * .26 * up;
  colour = vec4(pow(clamp(c, 0., 1.), vec3(.893)), 1.);
}`;
const FLOOR_VERTEX = `${COMMON}
layout(location=0) in vec2 corner; out vec2 where_;
void main() { where_ = middle + corner * 14.; gl_Position = view * vec4(where_, 0., 1.); }`;
const FLOOR_FRAGMENT = `${COMMON}
in vec2 where_; uniform sampler2D shadow; out vec4 colour;
float dark(float reach) {
  float sum = 0.;
  for (int i = 0; i < 32; i++) {
    float r = reach * sqrt((float(i) + .5) / 32.), a = float(i) * 2.39996;
    sum += texture(shadow, (where_ - middle + r * vec2(cos(a), sin(a))) / ${SHADOW_M.toFixed(2)} + .5).r;
  }
  return sum / 32.;
}
void main() {
  float away = length(where_ - middle);
  vec2 off = abs(fract(where_ + .5) - .5), wide = fwidth(where_);
  float seam = max(smoothstep(wide.x + .008, .004, off.x), smoothstep(wide.y + .008, .004, off.y));
  vec3 c = vec3(.969, .949, .906) * (1. - .05 * seam * exp(-away * away / 2.6));
  c *= 1. - (1. - exp(-away * away / 5.8)) * vec3(.11, .13, .165);
  colour = vec4(c * (1. - (.45 * dark(.025) + .55 * dark(.15)) * vec3(.42, .39, .33)), 1.);
}`;

function program(gl, vertex, fragment) {
  const made = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(made, shader);
  }
  gl.linkProgram(made);
  return made;
}

function vertices(gl, numbers, sizes) {
  const array = gl.createVertexArray(), stride = 4 * sizes.reduce((a, b) => a + b);
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, numbers, gl.STATIC_DRAW);
  let from = 0;
  sizes.forEach((size, i) => {
    gl.enableVertexAttribArray(i);
    gl.vertexAttribPointer(i, size, gl.FLOAT, false, stride, from);
    from += 4 * size;
  });
  return { array, count: (numbers.length * 4) / stride };
}

/** A painter of the stage on a canvas; null where there is no WebGL 2. */
function glStage(canvas) {
  const gl = canvas.getContext("webgl2", { antialias: true });
  if (!gl) return null;
  const bodyProgram = program(gl, BODY_VERTEX, BODY_FRAGMENT), floorProgram = program(gl, FLOOR_VERTEX, FLOOR_FRAGMENT);
  const body = vertices(gl, triangles(), [3, 3, 4, 1]);
  const floor = vertices(gl, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), [2]);
  const texture = gl.createTexture(), buffer = gl.createFramebuffer();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, SHADOW, SHADOW, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.LINEAR);
  for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
  gl.bindFramebuffer(gl.FRAMEBUFFER, buffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);

  function use(which, view, sample) {
    gl.useProgram(which);
    const place = (name) => gl.getUniformLocation(which, name);
    gl.uniformMatrix4fv(place("view"), false, view);
    gl.uniform3fv(place("eye"), cameraFrame().eye);
    gl.uniform3fv(place("lamp"), LAMP);
    gl.uniform2f(place("middle"), sample[0], sample[1]);
    return place;
  }

  return (sample, matrices) => {
    const view = projection(canvas.width / canvas.height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, buffer);
    gl.viewport(0, 0, SHADOW, SHADOW);
    gl.disable(gl.DEPTH_TEST);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const place = use(bodyProgram, view, sample);
    gl.uniformMatrix4fv(place("links[0]"), false, matrices);
    gl.uniform1f(place("flat_"), 1);
    gl.bindVertexArray(body.array);
    gl.drawArrays(gl.TRIANGLES, 0, body.count);

    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(0.862, 0.826, 0.757, 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.enable(gl.DEPTH_TEST);
    gl.uniform1f(place("flat_"), 0);
    gl.drawArrays(gl.TRIANGLES, 0, body.count);
    use(floorProgram, view, sample);
    gl.bindVertexArray(floor.array);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  };
}
