import random

import mujoco
import numpy as np
from playwright.async_api import expect
from tests.console.page.browser import in_browser

from moderator.body.kuavo import KUAVO
from moderator.body.mjcf import mjcf

pytestmark = in_browser

WAVES = """
- {cue: "1", move: wave}
- {cue: "2", wait: 30s}
"""
WHERE = """async (angles) => {
    const { frames } = await import("/page/figure.js");
    const body = await new Promise((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/api/body`, ["moderator.body"]);
        socket.onmessage = ({ data }) => {
            const message = JSON.parse(data);
            if (message.type !== "body") return;
            socket.close();
            resolve(message);
        };
    });
    const found = frames(body, new Map(Object.entries(angles)));
    return Object.fromEntries([...found].map(([name, { place }]) => [name, place]));
}"""

NEAR = """async () => {
    const { nearLimits } = await import("/page/figure.js");
    const joints = ["neck", "knee", "hip"].map((name) => ({ name, lower: -1, upper: 1 }));
    const angles = new Map([["knee", 0.97], ["neck", 0.85], ["hip", 0.2]]);
    return nearLimits({ model: "", joints, links: [] }, angles);
}"""


async def test_every_link_is_where_physics_has_it(elsewhere, views):
    show = await elsewhere(WAVES)
    page = await views.open(show)
    model = mujoco.MjModel.from_xml_string(mjcf(KUAVO))
    data = mujoco.MjData(model)
    draw = random.Random(1)
    for _ in range(5):
        pose = {
            joint.name: draw.uniform(joint.lower_rad, joint.upper_rad) for joint in KUAVO.joints
        }
        for name, angle in pose.items():
            data.qpos[model.joint(name).qposadr[0]] = angle
        data.qpos[:7] = (0, 0, 0, 1, 0, 0, 0)
        mujoco.mj_kinematics(model, data)
        found = await page.evaluate(WHERE, pose)
        for link in KUAVO.links:
            off = np.abs(data.body(link.name).xpos - np.array(found[link.name])).max()
            assert off < 0.001, link.name


async def test_the_body_moves_on_the_page_and_says_when_it_is_not_seen(elsewhere, views):
    show = await elsewhere(WAVES)
    page = await views.open(show)
    await expect(page.locator("#robot")).to_have_attribute("data-seen", "true")
    still = await page.locator("#robot canvas").screenshot()
    await page.keyboard.press("Space")
    await show.until("motion")
    await show.after(2)
    assert await page.locator("#robot canvas").screenshot() != still
    await expect(page.locator("#robot .figures")).to_contain_text("Battery")


async def test_a_joint_near_its_limit_is_found(elsewhere, views):
    show = await elsewhere(WAVES)
    page = await views.open(show)
    near = await page.evaluate(NEAR)
    assert [(each["name"], each["at"]) for each in near] == [("knee", True), ("neck", False)]
