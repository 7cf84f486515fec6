"""One worker: work runs apart, answers come home in order, a stop is obeyed at the next step."""

from __future__ import annotations

import queue
import threading

import pytest

from desktop_app.jobs import Jobs, JobState


class HomeThread:
    """The thread of the test, as a home: answers queue up and are opened one by one."""

    def __init__(self):
        self.letters = queue.Queue()
        self.states = []

    def hear(self, state):
        self.states.append(state)

    def open_until(self, ready):
        while not ready():
            self.letters.get(timeout=5)()


@pytest.fixture
def home():
    return HomeThread()


@pytest.fixture
def jobs(home):
    made = Jobs(home.letters.put)
    yield made
    made.close()


def test_work_runs_apart_and_is_answered_at_home(jobs, home):
    answers = []

    def work(progress):
        progress.step(1, 1, "第 1 份")
        return threading.current_thread().name

    def done(name):
        answers.append((name, threading.current_thread() is threading.main_thread()))

    jobs.tell(home.hear)
    jobs.start(work, title="正在读取", done=done, failed=pytest.fail)
    home.open_until(lambda: home.states and home.states[-1] is None)
    assert answers == [("job", True)]
    assert home.states == [
        JobState("正在读取", "", 0, 0, 0),
        JobState("正在读取", "第 1 份", 1, 1, 0),
        None,
    ]


def test_jobs_run_in_turn_and_say_who_waits(jobs, home):
    answers, go_on = [], threading.Event()
    jobs.tell(home.hear)

    def first_work(progress):
        go_on.wait(5)
        progress.step(2, 2)
        return "先"

    jobs.start(first_work, title="先做", done=answers.append, failed=pytest.fail)
    jobs.start(lambda _: "后", title="后做", done=answers.append, failed=pytest.fail)
    go_on.set()
    home.open_until(lambda: home.states and home.states[-1] is None)
    assert answers == ["先", "后"]
    assert JobState("先做", "", 2, 2, 1) in home.states


def test_a_failure_is_answered_and_the_worker_goes_on(jobs, home):
    answers = []
    jobs.start(lambda _: 1 / 0, title="坏", done=answers.append, failed=lambda error: answers.append(type(error)))
    jobs.start(lambda _: "好", title="好", done=answers.append, failed=pytest.fail)
    home.open_until(lambda: len(answers) == 2)
    assert answers == [ZeroDivisionError, "好"]


def test_a_stopped_job_says_so_and_nothing_else(jobs, home):
    answers, begun = [], threading.Event()

    def endless(progress):
        begun.set()
        while True:
            progress.step(0)

    def unwanted(_):
        answers.append("begun although stopped")

    jobs.start(endless, title="停", done=answers.append, failed=pytest.fail, cancelled=lambda: answers.append("停了"))
    waiting = jobs.start(
        unwanted, title="等", done=answers.append, failed=pytest.fail, cancelled=lambda: answers.append("没开始")
    )
    assert begun.wait(5)
    waiting.cancel()
    jobs.cancel()
    home.open_until(lambda: len(answers) == 2)
    assert answers == ["停了", "没开始"]


def test_a_million_steps_are_told_a_few_times(jobs, home):
    def work(progress):
        for done in range(100_001):
            progress.step(done, 100_000)

    jobs.tell(home.hear)
    jobs.start(work, title="数", done=lambda _: None, failed=pytest.fail)
    home.open_until(lambda: home.states and home.states[-1] is None)
    assert len(home.states) < 100
    assert home.states[-2] == JobState("数", "", 100_000, 100_000, 0)


def test_closing_stops_what_runs_and_brings_nothing_home(home):
    jobs, answers, begun = Jobs(home.letters.put), [], threading.Event()

    def endless(progress):
        begun.set()
        while True:
            progress.step(0)

    jobs.start(
        endless, title="停", done=answers.append, failed=answers.append, cancelled=lambda: answers.append("停了")
    )
    assert begun.wait(5)
    jobs.close()
    while not home.letters.empty():
        home.letters.get()()
    assert answers == []
    with pytest.raises(RuntimeError):
        jobs.start(lambda _: None, title="晚了", done=answers.append, failed=answers.append)


@pytest.mark.parametrize(("done", "total", "percent"), [(0, 0, None), (1, 3, 33), (5, 4, 100)])
def test_percent(done, total, percent):
    assert JobState("", "", done, total, 0).percent == percent
