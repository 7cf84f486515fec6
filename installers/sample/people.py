"""Names and telephones of people who do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SURNAMES = tuple(
    "王李张刘陈杨赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔牛单仇解查"
)
GIVEN = tuple(
    """
    知夏 望平 若川 青禾 远桥 云舟 书砚 景行 怀谷 以澜 静姝 牧野 听泉 沐岚 思衡 清和 延初 允文 晓岸 砚秋 之恒 南乔
    予安 舒窈 映溪 秉仁 守拙 慎行 明渠 松涛 柏舟 梓桐 竹青 兰舟 荷风 菊月 梅溪 玉衡 星桥 月汀 朝晖 暮云 春岩 夏木
    秋实 冬青 立岩 立秋 致远 志谦 怀瑾 握瑜 凌波 凌岳 建桥 建禾 国岚 国禾 海澜 海澄 红岩 丽泽 秀峦 秀川 桂舟 桂芝
    永澜 永川 长风 长河 新桥 新禾 小满 小川 大川 大岳 文岚 文澜 学谦 学舟 德润 德川 庆川 庆禾 宝川 宝田 振川 振声
    素衣 素秋 慧舟 慧岚 雅川 雅言 淑涵 淑岚 玉岚 玉川 金岚 金禾 向晚 向阳 卫禾 卫川 爱莲 爱禾 春禾 春晓 贵川 贵禾
    堃 澄 岳 岚 禾 砚 澜 舟 桥 溪 岩 汀 衡 朗 恪 蕴 湛 芮
    """.split()
)
# Characters that break poor software: 堃 喆 燚 䶮 and 𬱖 (beyond U+FFFF), and names with a middle dot.
RARE = {
    ("药理学教研室党支部", "基础医学院党委"): "卢燚",
    ("组织胚胎学教研室党支部", "基础医学院党委"): "秦堃",
    ("病理学教研室党支部", "基础医学院党委"): "徐喆",
    ("神经内科党支部", "第二临床学院党委"): "马䶮",
    ("产房党支部", "第三临床学院党委"): "陈𬱖",
    ("药剂学教研室党支部", "药学院党总支"): "单喆堃",
    ("生物医学工程党支部", "医学工程学院党总支"): "解𬱖",
    ("研究生第三党支部", "基础医学院党委"): "古丽扎·阿迪力",
    ("博士生党支部", "研究生院党总支"): "才让·卓玛措",
    ("马克思主义学院第二党支部", "马克思主义学院党总支"): "王伟",
    ("组织人事党支部", "机关党委"): "仇䶮",
}


class People:
    """Hands out names, each once."""

    def __init__(self, rng: Random) -> None:
        self._names = self._drawn(rng)

    @staticmethod
    def _drawn(rng: Random) -> Iterator[str]:
        taken = set(RARE.values())
        while True:
            name = SURNAMES[rng.randrange(len(SURNAMES))] + GIVEN[rng.randrange(len(GIVEN))]
            if name not in taken:
                taken.add(name)
                yield name

    def next(self) -> str:
        return next(self._names)


def telephone(organization_index: int, branch_index: int) -> str:
    """An office number of the invented school: clinics have 0371-6579xxxx, the campus 38313xx; shared within reason."""
    if organization_index in {1, 2, 3}:
        return f"0371-6579{organization_index}{(branch_index * 7) % 1000:03d}"
    return f"38313{(organization_index * 4 + branch_index % 4 + 12) % 100:02d}"


def padded(name: str) -> str:
    """A two-character name spread to the width of three, as WPS users align a column: 王　伟."""
    return f"{name[0]}\u3000{name[1]}" if len(name) == 2 else name
