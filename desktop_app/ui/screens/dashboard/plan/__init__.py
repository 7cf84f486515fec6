"""时间倒排: a page within 工作台."""

from desktop_app.ui.screens.dashboard.plan.page import PlanPage

__all__ = ["PlanPage"]
