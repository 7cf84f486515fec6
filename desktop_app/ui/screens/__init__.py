"""The pages of the window, one line each, in the order of the season. Only pages that exist stand here.

What the rail shows is told here, so that the window stands before the other pages' code is loaded.
"""

from __future__ import annotations

from desktop_app.ui.screen import Page

SCREENS = (
    Page("工作台", "layout-dashboard", "gzt", "dashboard.DashboardScreen"),
    Page("支部名册", "users-group", "zbmc", "roster.RosterScreen"),
    Page("收件登记", "inbox", "sjdj", "intake.IntakeScreen"),
    Page("专家评审", "clipboard-check", "zjps", "review.ReviewScreen"),
    Page("立项公示", "speakerphone", "lxgs", "publicity.PublicityScreen"),
    Page("文件中心", "folder", "wjzx", "papers.PapersScreen", apart=True),
    Page("操作记录", "history", "czjl", "trail.TrailScreen", apart=True),
    Page("系统设置", "settings", "xtsz", "settings.SettingsScreen", apart=True),
)
