/**
 * Full screen, whose way out, Esc, is the key that stops the robot.
 *
 * Where a page may lock the key (an encrypted page, or this machine's own) it is heard as any other.
 * Elsewhere the browser takes it to leave full screen, and the page hears only that: so leaving it
 * in any way but by the page's own button is a stop.
 */

/**
 * @param {HTMLElement} button goes in and out.
 * @param {() => void} stop
 */
export function fullScreen(button, stop) {
  let leaving = false;
  button.addEventListener("click", async (event) => {
    if (!event.detail) return;
    if (document.fullscreenElement) {
      leaving = true;
      await document.exitFullscreen();
      return;
    }
    await document.documentElement.requestFullscreen({ navigationUI: "hide" });
    await /** @type {any} */ (navigator).keyboard?.lock?.(["Escape"]);
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && !leaving) stop();
    leaving = false;
  });
}
