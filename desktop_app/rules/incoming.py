"""What becomes of files that came in: the plan of an import, and each of the clerk's corrections to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from db.enums import ArrivalSource, ElectronicKind, FormItem, State
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.intake import clean_brand
from desktop_app.rules.matching import Matcher
from desktop_app.rules.names import clean_person
from desktop_app.rules.typed_values import NotRead, read_telephones
from desktop_app.rules.workflow import AT_THE_DESK
from desktop_app.shapes.incoming import Incoming, IncomingForm
from desktop_app.shapes.matching import Fate, IncomingLine, IncomingPlan, Known, KnownBranch, Match, TakenFile


def plan_incoming(known: Known, incoming: Incoming, *, arrived_at: str) -> IncomingPlan:
    """Match every form, and say what will become of it. `arrived_at` is for those that nothing says it of."""
    matcher = Matcher(known)
    lines = []
    for form in incoming.forms:
        match = matcher.match(form)
        branch = match.best.branch if match.certain and match.best else None
        lines.append(line_for(form, match, branch, arrived_at=arrived_at))
    return IncomingPlan(settled(lines), incoming.refused, incoming.skipped)


def line_for(
    form: IncomingForm,
    match: Match,
    branch: KnownBranch | None,
    *,
    arrived_at: str,
    brand: str | None = None,
    corrected: tuple[tuple[FormItem, str], ...] = (),
) -> IncomingLine:
    """A file with the branch it was found or chosen to belong to, None while that is open."""
    typed = dict(corrected)
    said = brand if brand is not None else typed.get(FormItem.BRAND, form.reading.value(FormItem.BRAND))
    line = IncomingLine(
        form=form,
        match=match,
        fate=Fate.UNDECIDED,
        branch=branch,
        kind=ElectronicKind.INITIAL,
        brand=said,
        arrived_at=form.arrived_at or arrived_at,
        source=form.source if form.arrived_at else ArrivalSource.TYPED,
        corrected=corrected,
    )
    if branch is None:
        return replace(line, problem=f"{match.reason}。", todo="请指定它属于哪个支部。")
    return replace(_decided(line, branch), notes=_notes(line, branch))


def _decided(line: IncomingLine, branch: KnownBranch) -> IncomingLine:
    if line.form.sha256 in branch.hashes:
        return replace(line, fate=Fate.ALREADY, problem=f"这个文件已经在 {branch.number} 名下。", todo="不必再导入。")
    if branch.application_id is None or branch.state is None:
        try:
            return replace(line, fate=Fate.REGISTERED, brand=clean_brand(line.brand, branch.branch))
        except RuleBroken as broken:
            return replace(line, problem=broken.what, todo=broken.todo)
    if branch.state in AT_THE_DESK:
        return replace(line, fate=Fate.ATTACHED, brand=branch.brand)
    if branch.state is State.REVISING:
        if line.arrived_at[:10] < branch.revising_since:
            what = f"这个文件在 {line.arrived_at[:10]} 到达，早于意见发出的 {branch.revising_since}，不是定稿。"
            return replace(line, problem=what, todo="申报稿已经定下，不能再换。")
        return replace(line, fate=Fate.ATTACHED, brand=branch.brand, kind=ElectronicKind.FINAL)
    what = f"{branch.number}“{branch.branch}”已是“{branch.state}”，现在不收申报稿，也不收定稿。"
    return replace(line, problem=what, todo="要换文件，请先把它退回修改。")


def _notes(line: IncomingLine, branch: KnownBranch) -> tuple[str, ...]:
    """What the clerk ought to look at."""
    found = []
    secretary = clean_person(line.value(FormItem.SECRETARY))
    if secretary and branch.secretary and secretary != branch.secretary:
        found.append(f"支部书记：表里是“{secretary}”，名册是“{branch.secretary}”")
    if telephone_of(line.value(FormItem.TELEPHONE))[1]:
        found.append("办公电话像是个人手机，没有记下")
    if line.form.converted:
        found.append("旧版 Word 文档，经转换后读取，请核对各栏")
    if line.source is ArrivalSource.SENDER:
        found.append("到达时间是发件人的时间，不是邮件服务器的")
    found.extend(
        f"“{field.item}”读到 {len(field.others) + 1} 处，不一样：{'、'.join(map(_short, (field.value, *field.others)))}"
        for field in line.form.reading.fields
        if field.others and field.item in _COMPARED
    )
    return tuple(found)


_COMPARED = frozenset((FormItem.BRAND, FormItem.BRANCH, FormItem.ORGANIZATION, FormItem.NUMBER))


def _short(value: str) -> str:
    return value if len(value) <= 20 else f"{value[:19]}…"


def telephone_of(text: str) -> tuple[str, bool]:
    """The office telephone as it is kept, and whether a private mobile was left out; "" for what is no number."""
    try:
        found = read_telephones(text)
    except NotRead:
        return "", False
    return found.office, bool(found.mobiles)


def settled(lines: Iterable[IncomingLine]) -> tuple[IncomingLine, ...]:
    """Lines of one import among themselves: a file that is there twice is taken once."""
    seen: set[tuple[str, int]] = set()
    done: list[IncomingLine] = []
    for line in lines:
        key = (line.form.sha256, line.branch.branch_id if line.branch else 0)
        if line.taken and key in seen:
            line = replace(line, fate=Fate.ALREADY, problem="这批文件里另有一份一模一样的。", todo="不必再导入。")
        elif line.taken:
            seen.add(key)
        done.append(line)
    return _told_of_several(done)


def _told_of_several(lines: Sequence[IncomingLine]) -> tuple[IncomingLine, ...]:
    count = Counter(line.branch.branch_id for line in lines if line.taken and line.branch)
    found = []
    for line in lines:
        several = count[line.branch.branch_id] if line.taken and line.branch else 0
        said = f"这一项有 {several} 份不同的文件，都会收下"
        notes = tuple(note for note in line.notes if not note.startswith("这一项有 "))
        found.append(replace(line, notes=(*notes, said) if several > 1 else notes))
    return tuple(found)


def blocked(plan: IncomingPlan) -> str:
    """Why nothing of a plan can be taken, as a sentence; "" when something can."""
    if plan.having(Fate.ATTACHED, Fate.REGISTERED):
        return ""
    if not plan.lines and not plan.refused:
        return "没有找到文件。"
    return "没有一份文件可以导入。"


def taken_files(plan: IncomingPlan, numbers: Mapping[int, str]) -> tuple[TakenFile, ...]:
    """What became of the files that have a place now; `numbers` are those of newly made applications, by branch."""
    return tuple(
        TakenFile(
            file=line.form.file,
            application=line.branch.number or numbers.get(line.branch.branch_id, ""),
            branch=line.branch.branch,
            brand=line.branch.brand or line.brand,
            kind=line.kind,
            registered=line.fate is Fate.REGISTERED,
            already=line.fate is Fate.ALREADY,
        )
        for line in plan.having(Fate.ATTACHED, Fate.REGISTERED, Fate.ALREADY)
        if line.branch is not None
    )


def left_over(plan: IncomingPlan, *, applied: bool) -> frozenset[str]:
    """The hashes of files that were put into the store for this plan and now belong to nothing."""
    fresh = {line.form.sha256 for line in plan.lines if line.form.fresh}
    return frozenset(fresh - {line.form.sha256 for line in plan.lines if applied and line.taken})


# What the clerk says of a plan ----------------------------------------------------------------------------------------


def decided(plan: IncomingPlan, number: int, branch: KnownBranch | None) -> IncomingPlan:
    """Another branch for the file at this place of the plan; None: it is left out."""
    line = plan.lines[number]
    if branch is None:
        made = replace(line, fate=Fate.LEFT, branch=None, problem="不导入。", todo="", notes=())
    else:
        made = line_for(line.form, line.match, branch, arrived_at=line.arrived_at, corrected=line.corrected)
    return _with(plan, number, made)


def undecided(plan: IncomingPlan, number: int) -> IncomingPlan:
    """The file as the program proposed it."""
    line = plan.lines[number]
    best = line.match.best.branch if line.match.certain and line.match.best else None
    return _with(plan, number, line_for(line.form, line.match, best, arrived_at=line.arrived_at))


def corrected(plan: IncomingPlan, number: int, item: FormItem, value: str) -> IncomingPlan:
    """A field as the clerk reads it. The branch stays the one that was found or chosen."""
    line = plan.lines[number]
    typed = {**dict(line.corrected), item: value}
    if line.form.reading.value(item) == value:
        typed.pop(item)
    kept = tuple(typed.items())
    if line.fate is Fate.LEFT:
        return _with(plan, number, replace(line, corrected=kept))
    made = line_for(line.form, line.match, line.branch, arrived_at=line.arrived_at, corrected=kept)
    return _with(plan, number, made)


def anew(known: Known, plan: IncomingPlan, *, arrived_at: str = "") -> IncomingPlan:
    """The plan against what is known now; what the clerk decided stays. `arrived_at` is for files without a time."""
    branches = {branch.branch_id: branch for branch in known.branches}
    lines = []
    for line in plan.lines:
        branch = branches.get(line.branch.branch_id) if line.branch else None
        if line.fate is Fate.LEFT:
            lines.append(line)
        else:
            at = arrived_at or line.arrived_at
            lines.append(line_for(line.form, line.match, branch, arrived_at=at, corrected=line.corrected))
    return replace(plan, lines=settled(lines))


def _with(plan: IncomingPlan, number: int, made: IncomingLine) -> IncomingPlan:
    """Lines are judged among themselves anew; those that were only another's twin may stand for themselves now."""
    lines = [made if at == number else line for at, line in enumerate(plan.lines)]
    again = [
        line_for(line.form, line.match, line.branch, arrived_at=line.arrived_at, corrected=line.corrected)
        if line.fate is Fate.ALREADY and line.branch
        else line
        for line in lines
    ]
    return replace(plan, lines=settled(again))
