"""A small rule file as a user might write one: at most ``limit`` calls a day, in a place the program does not know."""

OWN = '''format = 1
id = "{id}"
jurisdiction = "ZZ"
name = {{ en = "My town", zh-Hans = "我的城市", zh-Hant = "我的城市" }}
checked = 2026-11-24
[[source]]
key = "by"
instrument = {{ en = "By-law 1", zh-Hans = "一号条例", zh-Hant = "一號條例" }}
body = {{ en = "Town", zh-Hans = "市", zh-Hant = "市" }}
force = "law"
address = ""
[[rule]]
id = "{id}.once"
kind = "count"
source = "by"
article = "1"
title = {{ en = "One call a day", zh-Hans = "每日一次", zh-Hant = "每日一次" }}
plain = {{ en = "At most one call a day.", zh-Hans = "每日至多一次。", zh-Hant = "每日至多一次。" }}
confidence = "confirmed"
strength = "hard"
limit = {limit}
window = "day"
per = ["collector"]
[rule.touches]
channels = ["call"]
'''
