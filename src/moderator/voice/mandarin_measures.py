"""Measure words: what stands after a number of things, where 2 is said `两`."""

_MEASURES = """
    个 家 人 位 名 次 种 件 条 只 台 套 座 张 份 项 款 部 辆 架 艘 间 所 处 届 场 轮 批 步 岁 倍
    成 天 周 星期 小时 分钟 秒 米 公里 千米 厘米 毫米 吨 千克 公斤 克 升 毫升 度 元 美元 欧元 英镑
    港元 日元 亩 公顷 平方 立方 瓦 千瓦 点 句 首 支 颗 根 双 对 组 队 片 门 本 篇 声 遍 圈 关 口
    杯 碗 瓶 盒 箱 袋 块 大 国 代 摄氏度 华氏度 年(?!级) 枚 幅 幢 栋 棵 顶 把 类 道 封 户 段 滴
    多 余 万 亿 千 来 几 字 页 集 例 股 家 笔 桩 尊 节 里 英里 海里
"""

MEASURE = f"(?:{'|'.join(sorted(_MEASURES.split(), key=len, reverse=True))})"
"""Any measure word, as a pattern."""
