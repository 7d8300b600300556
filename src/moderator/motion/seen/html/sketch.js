// Where there is no WebGL: the body drawn with round strokes, the farthest first.

function sketchStage(canvas) {
  const pen = canvas.getContext("2d");
  return (sample, matrices) => {
    const { width, height } = canvas, view = projection(width / height);
    const spot = ([x, y, z]) => {
      const [u, v, , w] = [0, 1, 2, 3].map((row) => view[row] * x + view[4 + row] * y + view[8 + row] * z + view[12 + row]);
      return { x: ((u / w + 1) * width) / 2, y: ((1 - v / w) * height) / 2, far: w };
    };
    pen.fillStyle = "#f0e9dc";
    pen.fillRect(0, 0, width, height);
    pen.lineCap = "round";
    const strokes = motion.shapes.map((shape) => stroke(shape, matrices, spot));
    for (const { from, to, radius } of strokes.map((one) => one.shadow)) line(pen, from, to, radius, "rgba(35,48,61,.05)", height);
    strokes.sort((one, other) => other.from.far + other.to.far - one.from.far - one.to.far);
    for (const { from, to, radius, tone } of strokes) {
      line(pen, from, to, radius + 0.004, "#f0e9dc", height);
      line(pen, from, to, radius, colourOf(tone), height);
    }
  };
}

function stroke(shape, matrices, spot) {
  const { half } = shape, capsule = shape.kind === "capsule";
  const long = capsule ? 2 : half.indexOf(Math.max(...half));
  const radius = capsule ? (half[0] + half[1]) / 2 : (half[0] + half[1] + half[2] - half[long]) / 2;
  const reach = capsule ? half[2] : Math.max(0, half[long] - radius);
  const ends = [-reach, reach].map((x) => {
    const own = [0, 0, 0];
    own[long] = x;
    return placed(matrices, shape.link, unturned(shape, own).map((y, i) => y + shape.middle[i]));
  });
  const [from, to] = ends.map(spot);
  const [low, high] = ends.map(([x, y, z]) => spot([x - (LAMP[0] * z) / LAMP[2], y - (LAMP[1] * z) / LAMP[2], 0]));
  return { from, to, radius, tone: shape.tone, shadow: { from: low, to: high, radius } };
}

function line(pen, from, to, radius, colour, height) {
  pen.strokeStyle = colour;
  pen.lineWidth = Math.max(1, ((4 * camera.away) / camera.tall / (from.far + to.far)) * radius * height);
  pen.beginPath();
  pen.moveTo(from.x, from.y);
  pen.lineTo(to.x + 0.01, to.y);
  pen.stroke();
}

function colourOf(tone) {
  return `rgb(${motion.paints[tone].map((x) => Math.round(255 * Math.min(1, x * 1.05)))})`;
}
