"""The directory as files: out as open data, in from other people's lists.

`formats` is pure: bytes to plain values and back. Everything else knows the models; views, admin and commands call
`exports` and `importing`.
"""
