"""The lines of the icons, drawn on 24 by 24 units. A page holds those it shows, so that no request is needed for them."""

PATHS = {
    "phone": "M5 3h4l2 5-2.5 1.5a12 12 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 2-2z",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "close": "M6 6l12 12M18 6L6 18",
    "text": "M3 18l5-13 5 13M4.7 14h6.6M14.5 18l3-8 3 8M15.5 15.5h4",
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "search": "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l5 5",
    "warning": "M12 3L2 20h20zM12 10v4M12 17v.01",
    "mail": "M3 6h18v13H3zM3 7l9 7 9-7",
    "link": "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
    "print": "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
    "check": "M4 12.5l5 5L20 6.5",
    "no": "M6 6l12 12M18 6L6 18",
    "unknown": "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18v.01",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
}
