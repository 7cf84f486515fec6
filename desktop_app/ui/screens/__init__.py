"""The pages of the window, one line each, in the order of the season. Only pages that exist stand here.

What the rail shows is told here, so that the window stands before the other pages' code is loaded.
"""

from __future__ import annotations

from desktop_app.ui.screen import Page, TabName

AT_THE_DESK = (
    TabName("visit", "收件", "sj"),
    TabName("corrections", "补正", "bz"),
    TabName("custody", "纸质件", "zzj"),
    TabName("electronic", "电子版", "dzb"),
)
OF_THE_REVIEW = (
    TabName("entry", "录入评分", "lrpf"),
    TabName("ranking", "排名", "pm"),
    TabName("assignment", "分配与回避", "fpyhb"),
    TabName("analysis", "分析", "fx"),
)
SCREENS = (
    Page(
        "工作台", "layout-dashboard", "gzt", "dashboard.DashboardScreen", inside=(TabName("plan", "时间倒排", "sjdp"),)
    ),
    Page("支部名册", "users-group", "zbmc", "roster.RosterScreen"),
    Page("收件登记", "inbox", "sjdj", "intake.IntakeScreen", tabs=AT_THE_DESK),
    Page("专家评审", "clipboard-check", "zjps", "review.ReviewScreen", tabs=OF_THE_REVIEW),
    Page("立项公示", "speakerphone", "lxgs", "publicity.PublicityScreen"),
    Page("文件中心", "folder", "wjzx", "papers.PapersScreen", apart=True),
    Page("操作记录", "history", "czjl", "trail.TrailScreen", apart=True),
    Page("系统设置", "settings", "xtsz", "settings.SettingsScreen", apart=True),
)
