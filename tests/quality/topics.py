"""What a department reports, topic by topic: sentences of our own, their figures, and how these hang together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from quality.figures import Figure, Kind, Link, growth, percent
from quality.world import Part, count_of, draw, part_of

SAME_PERIOD = {"S1": "cùng kỳ năm {}", "9M": "cùng kỳ năm {}", "Y": "năm {}"}


@dataclass
class Topic:
    """Sentences, alternatives of one another by province, with {slots} for figures; and the figures and links.

    `known` are figures that stand in other reports of the lake and in no sentence of this one.
    """

    wordings: list[str]
    figures: dict[str, Figure] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    known: dict[str, Figure] = field(default_factory=dict)

    def count(self, name: str, value: Decimal, unit: str, *, series: bool = False) -> Decimal:
        self.figures[name] = Figure(name, value, unit, "count", series=series)
        return value

    def number(self, name: str, value: Decimal, unit: str, kind: Kind, *, series: bool = False) -> None:
        decimals = max(0, -int(value.as_tuple().exponent))
        self.figures[name] = Figure(name, value, unit, kind, decimals, series)

    def link(self, kind: str, *names: str) -> None:
        self.links.append(Link(kind, names))  # type: ignore[arg-type]

    def know(self, name: str, value: Decimal, unit: str) -> None:
        self.known[name] = Figure(name, value, unit)


def jobs(area: str, year: int, part: Part) -> Topic:
    topic = Topic([
        "- Toàn tỉnh tạo việc làm mới cho {jobs}, đạt {jobs_share} kế hoạch năm (kế hoạch {jobs_plan}), trong đó: "
        "nam {jobs_m}, nữ {jobs_f}.",
        "- Đã giải quyết việc làm mới cho {jobs} (nam {jobs_m}, nữ {jobs_f}), bằng {jobs_share} kế hoạch năm là "
        "{jobs_plan}.",
    ])  # fmt: skip
    now = topic.count("jobs", count_of(area, "jobs", year, part), "lao động", series=True)
    women = topic.count("jobs_f", part_of(now, 0.42, 0.47, area, "women", year), "người")
    topic.count("jobs_m", now - women, "người")
    whole = float(count_of(area, "jobs", year))
    target = Decimal(round(whole * draw(area, "target", year).uniform(0.93, 1.08) / 100) * 100)
    topic.count("jobs_plan", target, "lao động")
    topic.number("jobs_share", percent(now, target, 1), "%", "attainment")
    topic.link("sum", "jobs", "jobs_m", "jobs_f")
    topic.link("ratio", "jobs_share", "jobs", "jobs_plan")
    return topic


def first_half(area: str, year: int, part: Part) -> Topic:
    """What the half-year report said, said again later in the year."""
    if part == "S1":
        return Topic([])
    topic = Topic(["- Riêng 6 tháng đầu năm {year}, toàn tỉnh tạo việc làm mới cho {jobs_half}."])
    half = topic.count("jobs_half", count_of(area, "jobs", year, "S1"), "lao động")
    topic.know("jobs@S1", half, "lao động")
    topic.link("same", "jobs_half", "jobs@S1")
    topic.link("at_most", "jobs_half", "jobs")
    return topic


def counselling(area: str, year: int, part: Part) -> Topic:
    before = SAME_PERIOD[part].format("{before}")
    topic = Topic([
        f"- Tư vấn việc làm cho {{counsel}}, bằng {{counsel_share}} so với {before} ({{counsel_before}}).",
        f"- Trung tâm Dịch vụ việc làm tư vấn việc làm cho {{counsel}}, {{counsel_growth}} so với {before} "
        "({counsel_before}).",
    ])  # fmt: skip
    now = topic.count("counsel", count_of(area, "counsel", year, part), "lượt người", series=True)
    then = topic.count("counsel_before", count_of(area, "counsel", year - 1, part), "lượt người")
    topic.number("counsel_share", percent(now, then, 1), "%", "attainment")
    topic.number("counsel_growth", growth(now, then), "%", "growth")
    topic.know("counsel@before", then, "lượt người")
    topic.link("ratio", "counsel_share", "counsel", "counsel_before")
    topic.link("growth", "counsel_growth", "counsel", "counsel_before")
    topic.link("same", "counsel_before", "counsel@before")
    return topic


def seekers(area: str, year: int, part: Part) -> Topic:
    topic = Topic([
        "- Có {registered} đăng ký tìm việc làm; {referred} được giới thiệu việc làm; {placed} nhận được việc làm.",
        "- Tại Trung tâm có {registered} đăng ký tìm việc làm, {referred} được giới thiệu việc làm, {placed} nhận "
        "được việc làm.",
    ])  # fmt: skip
    all_of = topic.count("registered", count_of(area, "registered", year, part), "người", series=True)
    sent = topic.count("referred", part_of(all_of, 0.80, 0.86, area, "referred", year), "người")
    topic.count("placed", part_of(sent, 0.60, 0.66, area, "placed", year), "người")
    topic.link("step", "referred", "registered")
    topic.link("step", "placed", "referred")
    return topic


def unemployment(area: str, year: int, part: Part) -> Topic:
    topic = Topic([
        "- Có {applicants} nộp hồ sơ hưởng bảo hiểm thất nghiệp; {decisions} có quyết định hưởng trợ cấp thất nghiệp, "
        "số tiền chi trả theo quyết định là {benefit}.",
    ])  # fmt: skip
    all_of = topic.count("applicants", count_of(area, "applicants", year, part), "người", series=True)
    granted = topic.count("decisions", part_of(all_of, 0.93, 0.97, area, "granted", year), "người")
    topic.number(
        "benefit",
        Decimal(round(float(granted) * (14 + 0.4 * (year - 2016)))),
        "triệu đồng",
        "money",
        series=True,
    )
    topic.link("step", "decisions", "applicants")
    return topic


def abroad(area: str, year: int, part: Part) -> Topic:
    """What half-year and annual reports are asked for beside the rest."""
    topic = Topic(["- Có {abroad} đi làm việc ở nước ngoài theo hợp đồng."])
    topic.count("abroad", count_of(area, "abroad", year, part), "người", series=True)
    return topic


def unemployed(area: str, year: int, part: Part) -> Topic:
    if part != "Y":
        return Topic([])
    topic = Topic(["- Tỷ lệ thất nghiệp khu vực thành thị là {unemployed}."])
    rate = Decimal(str(round(2.6 + draw(area, "unemployed", year).random(), 2)))
    topic.number("unemployed", rate, "%", "rate", series=True)
    return topic


def communes(area: str, year: int, part: Part) -> Topic:
    if part != "Y":
        return Topic([])
    topic = Topic([
        "- Có {communes} xã, phường, thị trấn làm tốt công tác thương binh, liệt sĩ, người có công; {living} hộ gia "
        "đình người có công đạt mức sống bằng hoặc cao hơn mức sống trung bình nơi cư trú.",
    ])  # fmt: skip
    topic.number("communes", Decimal(100), "%", "rate", series=True)
    living = Decimal(str(round(97 + 2 * draw(area, "living", year).random(), 1)))
    topic.number("living", living, "%", "rate", series=True)
    return topic


def children(area: str, year: int, part: Part) -> Topic:
    if part != "Y":
        return Topic([])
    topic = Topic(["- Trong năm có {children} được công nhận đạt tiêu chuẩn phù hợp với trẻ em."])
    topic.count("children", count_of(area, "children", year), "xã, phường, thị trấn", series=True)
    return topic


def training(area: str, year: int, part: Part) -> Topic:
    topic = Topic([
        "- Tuyển sinh và đào tạo nghề cho {intake}, trong đó: trung cấp {intake_mid}, sơ cấp và thường xuyên "
        "{intake_low}.",
        "- Tuyển mới đào tạo nghề {intake}, gồm: trung cấp {intake_mid}; sơ cấp và thường xuyên {intake_low}.",
    ])  # fmt: skip
    all_of = topic.count("intake", count_of(area, "intake", year, part), "người", series=True)
    middle = topic.count("intake_mid", part_of(all_of, 0.08, 0.12, area, "middle", year), "người")
    topic.count("intake_low", all_of - middle, "người")
    topic.link("sum", "intake", "intake_mid", "intake_low")
    return topic


def trained(area: str, year: int, part: Part) -> Topic:
    topic = Topic([
        "- Tỷ lệ lao động qua đào tạo đạt {trained}, bằng {trained_share} kế hoạch (kế hoạch {trained_plan}).",
    ])  # fmt: skip
    start = Decimal(str(round(48 + 8 * draw(area, "trained").random(), 1)))
    months = {"S1": Decimal("0.5"), "9M": Decimal("0.75"), "Y": Decimal(1)}[part]
    rate = (start + Decimal("1.1") * (year - 2016 + months)).quantize(Decimal("0.1"))
    plan = (start + Decimal("1.1") * (year - 2015)).quantize(Decimal("0.5"))
    topic.number("trained", rate, "%", "rate", series=True)
    topic.number("trained_plan", plan, "%", "rate")
    topic.number("trained_share", percent(rate, plan, 1), "%", "attainment")
    topic.link("ratio", "trained_share", "trained", "trained_plan")
    return topic


def loans(area: str, year: int, part: Part) -> Topic:
    topic = Topic([
        "- Doanh số cho vay giải quyết việc làm là {loan} với {projects}, trong đó: nguồn trung ương {loan_state}, "
        "nguồn địa phương {loan_local}.",
    ])  # fmt: skip
    whole = (count_of(area, "loan", year, part) / 10).quantize(Decimal("0.1"))
    state = (whole * Decimal("0.62")).quantize(Decimal("0.1"))
    topic.number("loan", whole, "tỷ đồng", "money", series=True)
    topic.number("loan_state", state, "tỷ đồng", "money")
    topic.number("loan_local", whole - state, "tỷ đồng", "money")
    topic.count("projects", Decimal(round(float(whole) * 21)), "dự án", series=True)
    topic.link("sum", "loan", "loan_state", "loan_local")
    return topic


def merit(area: str, year: int, part: Part) -> Topic:
    topic = Topic(["- Có {merit_turns} người có công hưởng trợ cấp hằng tháng, kinh phí {merit_money}."])
    topic.count("merit_turns", count_of(area, "merit_turns", year, part), "lượt", series=True)
    topic.number("merit_money", count_of(area, "merit_money", year, part), "triệu đồng", "money", series=True)
    return topic


def houses(area: str, year: int, part: Part) -> Topic:
    topic = Topic([
        "- Về hỗ trợ nhà ở cho người có công: đã thực hiện {houses_done}/{houses}, đạt {houses_share} (xây mới "
        "{houses_new}, sửa chữa {houses_mended}); đang thực hiện {houses_doing}; chưa thực hiện {houses_left}.",
    ])  # fmt: skip
    share = {"S1": 0.45, "9M": 0.7, "Y": 0.9}[part]
    all_of = topic.count("houses", count_of(area, "merit_houses", year), "hộ")
    done = part_of(all_of, share - 0.02, share + 0.02, area, "done", year, part)
    topic.figures["houses_done"] = Figure("houses_done", done, "", "count")
    doing = topic.count("houses_doing", part_of(all_of - done, 0.6, 0.7, area, "doing", year, part), "hộ")
    topic.count("houses_left", all_of - done - doing, "hộ")
    new = topic.count("houses_new", part_of(done, 0.40, 0.48, area, "new", year, part), "hộ")
    topic.count("houses_mended", done - new, "hộ")
    topic.number("houses_share", percent(done, all_of, 1), "%", "rate")
    topic.link("sum", "houses", "houses_done", "houses_doing", "houses_left")
    topic.link("sum", "houses_done", "houses_new", "houses_mended")
    topic.link("ratio", "houses_share", "houses_done", "houses")
    return topic


def poverty(area: str, year: int, part: Part) -> Topic:
    if part != "Y":
        return Topic([])
    topic = Topic([
        "- Kết quả rà soát cuối năm {year} theo chuẩn nghèo đa chiều giai đoạn {standard}: toàn tỉnh có {households} "
        "dân, trong đó có {poor} nghèo, chiếm {poor_rate}; {near} cận nghèo, chiếm {near_rate}.",
    ])  # fmt: skip
    topic.wordings[0] += " Tỷ lệ hộ nghèo giảm {poor_down} so với năm trước."
    down = Decimal(str(round(0.7 + draw(area, "down", year).random(), 2)))
    topic.number("poor_down", down, "%", "rate")
    all_of = topic.count("households", count_of(area, "households", year), "hộ")
    rate = (0.15 if year > 2020 else 0.17) - 0.008 * (year - 2016)
    poor = topic.count("poor", part_of(all_of, rate, rate + 0.002, area, "poor", year), "hộ")
    near = topic.count("near", part_of(all_of, 0.105, 0.112, area, "near", year), "hộ")
    topic.number("poor_rate", percent(poor, all_of), "%", "rate")
    topic.number("near_rate", percent(near, all_of), "%", "rate")
    topic.link("ratio", "poor_rate", "poor", "households")
    topic.link("ratio", "near_rate", "near", "households")
    return topic


def facility(area: str, year: int, part: Part) -> Topic:
    topic = Topic([
        "- Cơ sở Bảo trợ xã hội tổng hợp đang nuôi dưỡng {residents} (trong đó: người cao tuổi: {residents_old}; "
        "người khuyết tật: {residents_disabled}; trẻ mồ côi: {residents_young}).",
    ])  # fmt: skip
    all_of = topic.count("residents", count_of(area, "residents", year), "đối tượng", series=True)
    old = topic.count("residents_old", part_of(all_of, 0.24, 0.28, area, "old", year, part), "người")
    ill = topic.count("residents_disabled", part_of(all_of, 0.42, 0.46, area, "ill", year, part), "người")
    topic.count("residents_young", all_of - old - ill, "trẻ")
    topic.link("sum", "residents", "residents_old", "residents_disabled", "residents_young")
    return topic


def drugs(area: str, year: int, part: Part) -> Topic:
    topic = Topic([
        "- Đến {day}, toàn tỉnh có {on_file} nghiện ma túy có hồ sơ quản lý. Trong kỳ, quyết định đưa vào cơ sở cai "
        "nghiện {rehab_in}; hiện Cơ sở Cai nghiện ma túy tỉnh đang cai nghiện cho {in_care}.",
    ])  # fmt: skip
    on_file = topic.count("on_file", count_of(area, "on_file", year), "người", series=True)
    topic.count("in_care", part_of(on_file, 0.07, 0.08, area, "care", year, part), "học viên", series=True)
    topic.count("rehab_in", count_of(area, "rehab_in", year, part), "đối tượng", series=True)
    topic.link("at_most", "in_care", "on_file")
    return topic


def premises(area: str, year: int, part: Part) -> Topic:
    topic = Topic([
        "- Tổng số cơ sở kinh doanh dịch vụ có điều kiện là {premises} (trong đó: {karaoke} karaoke, {lodging} lưu "
        "trú, {massage} massage); đã kiểm tra {inspected} về phòng, chống mại dâm.",
    ])  # fmt: skip
    all_of = topic.count("premises", count_of(area, "premises", year), "cơ sở", series=True)
    karaoke = topic.count("karaoke", part_of(all_of, 0.24, 0.28, area, "karaoke", year), "cơ sở")
    massage = topic.count("massage", part_of(all_of, 0.02, 0.03, area, "massage", year), "cơ sở")
    topic.count("lodging", all_of - karaoke - massage, "cơ sở")
    topic.count("inspected", count_of(area, "inspections", year, part), "lượt hộ", series=True)
    topic.link("sum", "premises", "karaoke", "lodging", "massage")
    return topic


def covid(area: str, year: int, part: Part) -> Topic:
    """A cumulative figure: it can only grow."""
    if year < 2021:
        return Topic([])
    topic = Topic([
        "- Lũy kế đến tháng {month}/{year}, tổng kinh phí được phê duyệt hỗ trợ người lao động gặp khó khăn do dịch "
        "COVID-19 trên địa bàn tỉnh là {covid}.",
    ])  # fmt: skip
    steps = [(2021, "Y"), (2022, "S1"), (2022, "9M"), (2022, "Y")]
    if (year, part) not in steps:
        return Topic([])
    number = steps.index((year, part))
    base = count_of(area, "merit_money", 2021)
    topic.number("covid", base * (100 + 12 * number) // 100, "triệu đồng", "money")
    if number:
        known = 1 if number > 1 else 0  # the half-year of the same year, of which every corpus knows
        topic.know("covid@before", base * (100 + 12 * known) // 100, "triệu đồng")
        topic.link("at_most", "covid@before", "covid")
    return topic


def summary(area: str, year: int, part: Part) -> Topic:
    """Headlines said again at the end."""
    topic = Topic([
        "Nhìn chung, các chỉ tiêu chủ yếu đều được triển khai đúng tiến độ: tạo việc làm mới cho {jobs_again}; tỷ lệ "
        "lao động qua đào tạo đạt {trained_again}; tư vấn việc làm cho {counsel_again}.",
        "Nhìn chung, các nhiệm vụ được giao đều hoàn thành: đã tạo việc làm mới cho {jobs_again}; tỷ lệ lao động qua "
        "đào tạo đạt {trained_again}; đã tư vấn việc làm cho {counsel_again}.",
    ])  # fmt: skip
    topic.count("jobs_again", count_of(area, "jobs", year, part), "lao động")
    rate = trained(area, year, part).figures["trained"].value
    topic.number("trained_again", rate, "%", "rate")
    topic.count("counsel_again", count_of(area, "counsel", year, part), "lượt người")
    for name in ("jobs", "trained", "counsel"):
        topic.link("same", f"{name}_again", name)
    return topic


Maker = Callable[[str, int, Part], Topic]
SECTIONS: dict[str, tuple[Maker, ...]] = {
    "1. Lao động, việc làm": (
        jobs, first_half, abroad, unemployed, counselling, seekers, unemployment, loans, covid,
    ),
    "2. Giáo dục nghề nghiệp": (training, trained),
    "3. Người có công": (merit, communes, houses),
    "4. Giảm nghèo, bảo trợ xã hội": (poverty, facility, children),
    "5. Phòng, chống tệ nạn xã hội": (drugs, premises),
    "6. Đánh giá chung": (summary,),
}  # fmt: skip
