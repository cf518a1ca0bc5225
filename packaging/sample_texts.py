"""Every sentence of the sample case, in English, simplified and traditional Chinese.

All people and firms are invented, and so is what they say. Fields in braces are filled in by ``sample_case.py``.
"""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en", "zh-Hans", "zh-Hant")

NAMES: Final = {
    "case": ("Sample: Lin Xiaoyu", "示例：林晓雨", "範例：林曉雨"),
    "borrower": ("Lin Xiaoyu", "林晓雨", "林曉雨"),
    "address": ("Room 602, Block 3, 18 Luhua Road, Nanshan", "南山区芦花路18号3栋602室", "南山區蘆花路18號3棟602室"),
    "contact": ("0755-8832 0111", "0755-8832 0111", "0755-8832 0111"),
    "bank": ("Pomegranate Bay Bank", "石榴湾银行", "石榴灣銀行"),
    "beanpod": ("Beanpod Quick Cash", "豆荚快贷", "豆莢快貸"),
    "ferry": ("Ferry Landing Store Credit", "渡口家电分期", "渡口家電分期"),
    "greyfinch": ("Greyfinch Ridge Recovery", "灰雀岭催收", "灰雀嶺催收"),
    "sister": ("My sister Xiaomei", "姐姐晓梅", "姊姊曉梅"),
    "lead": ("Mr Zhou, my team lead", "周组长", "周組長"),
    "neighbour": ("Aunt Luo next door", "隔壁罗阿姨", "隔壁羅阿姨"),
    "loan-card": ("Card instalments", "信用卡分期", "信用卡分期"),
    "loan-quick": ("Quick cash", "快贷", "快貸"),
    "loan-fridge": ("Fridge and washing machine", "冰箱洗衣机分期", "冰箱洗衣機分期"),
    "chat-1.png": ("wechat-{day}.png", "微信截图-{day}.png", "微信截圖-{day}.png"),
    "chat-2.png": ("wechat-sister-{day}.png", "姐姐的微信截图-{day}.png", "姊姊的微信截圖-{day}.png"),
    "sms.png": ("message-{day}.png", "短信截图-{day}.png", "簡訊截圖-{day}.png"),
    "door-note.png": ("note-on-the-door-{day}.png", "门上的通知-{day}.png", "門上的通知-{day}.png"),
    "letter.png": ("stop-letter-{day}.png", "停止骚扰函-{day}.png", "停止騷擾函-{day}.png"),
    "relation-sister": ("She helps me keep this record.", "她帮我一起做记录。", "她幫我一起做紀錄。"),
    "note-greyfinch": ("Calls for Beanpod. Never gave a staff number.", "替豆荚催收，从不报工号。",
                       "替豆莢催收，從不報工號。"),
    "note-quick": ("9,000 in the contract, 8,550 arrived: 450 “service fee” was kept back.",
                   "合同写9000元，实际到账8550元，先扣了450元“服务费”。",
                   "合約寫9000元，實際入帳8550元，先扣了450元「服務費」。"),
}

#: Messages of the firms. {d} days overdue, {a} amount. No sentence names a date: the story is
#: moved to end on the day before it is opened. {day} in the name of a picture is filled in then.
MESSAGES: Final = {
    "bank-due": (("Pomegranate Bay Bank: your card instalment of ¥572.00 is due in 3 days. If you have already paid, please "
                 "ignore this message."),
                 "【石榴湾银行】您的信用卡分期本期应还572.00元，3天后到期。如已还款请忽略。",
                 "【石榴灣銀行】您的信用卡分期本期應還572.00元，3天後到期。如已還款請忽略。"),
    "ferry-due": ("Ferry Landing: instalment of ¥{a} due the day after tomorrow. Thank you for choosing us.",
                  "【渡口分期】您本期应还{a}元，后天到期，感谢您的信任。",
                  "【渡口分期】您本期應還{a}元，後天到期，感謝您的信任。"),
    "ferry-late": (("Ferry Landing: your instalment is {d} days overdue. Please pay ¥{a} as soon as you can, or call us to talk "
                   "about it."),
                   "【渡口分期】您的分期已逾期{d}天，请尽快还款{a}元，如有困难可来电商量。",
                   "【渡口分期】您的分期已逾期{d}天，請儘快還款{a}元，如有困難可來電商量。"),
    "ferry-thanks": ("Ferry Landing: we have received your payment. Your account is up to date.",
                     "【渡口分期】已收到您的还款，账户恢复正常。", "【渡口分期】已收到您的還款，帳戶恢復正常。"),
    "bean-due": ("Beanpod: your bill of ¥850.27 is due the day after tomorrow. Keep a good credit record.",
                 "【豆荚快贷】您的账单850.27元后天到期，请保持良好信用。",
                 "【豆莢快貸】您的帳單850.27元後天到期，請保持良好信用。"),
    "bean-late": ("Beanpod: {d} days overdue. Pay ¥{a} today so that your credit record is not affected.",
                  "【豆荚快贷】您已逾期{d}天，请今日还清{a}元，以免影响征信。",
                  "【豆莢快貸】您已逾期{d}天，請今日還清{a}元，以免影響徵信。"),
    "bean-firm": ("Beanpod: {d} days overdue and no reply. Your emergency contacts may be asked where you are.",
                  "【豆荚快贷】逾期{d}天仍未回复，我司将向您的紧急联系人了解情况。",
                  "【豆莢快貸】逾期{d}天仍未回覆，我司將向您的緊急聯絡人了解情況。"),
    "bean-handover": ("Beanpod: your account has been handed to a partner agency, which will contact you from today.",
                      "【豆荚快贷】您的账户已委托合作机构处理，今日起由其与您联系。",
                      "【豆莢快貸】您的帳戶已委託合作機構處理，今日起由其與您聯繫。"),
    "grey-first": ("This is the partner of Beanpod. You owe ¥{a}. Call back before 17:00.",
                   "我们受豆荚委托，您欠款{a}元，请17:00前回电。", "我們受豆莢委託，您欠款{a}元，請17:00前回電。"),
    "grey-last": ("Last reminder: ¥{a} by 18:00 today, or your file goes on.",
                  "最后一次提醒：今天18:00前还{a}元，否则进入下一流程。", "最後一次提醒：今天18:00前還{a}元，否則進入下一流程。"),
    "grey-court": (("Your case has been accepted by the court. Sentence without hearing follows if ¥{a} is not paid in two "
                   "hours."),
                   "您的案件法院已受理，两小时内不还{a}元将缺席判决。", "您的案件法院已受理，兩小時內不還{a}元將缺席判決。"),
    "grey-police": ("The file on you goes to the police tomorrow for loan fraud. Prepare to be fetched from work.",
                    "明天移交公安，涉嫌贷款诈骗，等着警察到单位带你走。", "明天移交公安，涉嫌貸款詐騙，等著警察到公司帶你走。"),
    "grey-work": ("Does your company know what kind of person works there? ¥{a} today, or the whole office hears it.",
                  "你公司知道你是什么人吗？今天不还{a}元，全公司都会知道。", "你公司知道你是什麼人嗎？今天不還{a}元，全公司都會知道。"),
    "grey-family": ("We have your contact list. One call to each of them and you will find the money.",
                    "你的通讯录我们都有，挨个打一遍，看你还不还。", "你的通訊錄我們都有，挨個打一遍，看你還不還。"),
    "grey-visit": ("Our field staff set out this afternoon. Stay at home.", "外访人员今天下午出发，请在家等候。",
                   "外訪人員今天下午出發，請在家等候。"),
    "grey-insult": ("Shameless. Money to eat but none to pay.", "真不要脸，有钱吃饭没钱还账。", "真不要臉，有錢吃飯沒錢還帳。"),
    "grey-borrow": ("Borrow it from another app and pay us first. Everyone does it.",
                    "去别的平台借一笔先还上，大家都这么做。", "去別的平台借一筆先還上，大家都這麼做。"),
    "grey-account": ("Pay ¥{a} to my own account, then it is settled faster: send me a message for the number.",
                     "直接转{a}元到我个人账户，处理得快，回我给你账号。", "直接轉{a}元到我個人帳戶，處理得快，回我給你帳號。"),
    "grey-back": ("Your letter changes nothing. ¥{a}, today.", "你那封信没用，今天还{a}元。", "你那封信沒用，今天還{a}元。"),
    "grey-polite": ("Mediation centre: please call us about your file.", "调解中心：请就您的案件回电。",
                    "調解中心：請就您的案件回電。"),
    "me-wait": ("I can pay 500 this week and the rest when my wage comes. Please put it in writing.",
                "这周我先还500，工资到账后还剩下的，请书面确认。", "這週我先還500，薪水入帳後還剩下的，請書面確認。"),
    "me-who": ("Who are you, what is your staff number, and which firm do you work for?",
               "请问你是哪位，工号多少，哪家公司的？", "請問你是哪位，工號多少，哪家公司的？"),
    "me-stop": (("I have sent you a letter by registered post today. From now on please write to me only. Do not call my "
                "family or my company."),
                "今天已向贵司寄出挂号信。今后请只以书面联系我，不要再联系我的家人和单位。",
                "今天已向貴司寄出掛號信。今後請只以書面聯繫我，不要再聯繫我的家人和公司。"),
    "me-paid": ("I have paid {a} today. Please send me the statement.", "今天已还{a}元，请发账单明细给我。",
                "今天已還{a}元，請發帳單明細給我。"),
}

#: What was said or done, in the borrower's own words.
WORDS: Final = {
    "heard-work": ("“If you do not pay tomorrow, everyone in your company will know.”", "“明天不还，就让你公司的人都知道。”",
                   "「明天不還，就讓你公司的人都知道。」"),
    "heard-visit": ("“Pay today or we come to your door.”", "“今天不还就上门。”", "「今天不還就上門。」"),
    "heard-insult": ("He shouted and called me a deadbeat for three minutes.", "他吼了三分钟，一直骂我老赖。",
                     "他吼了三分鐘，一直罵我老賴。"),
    "heard-plan": ("Asked for a plan. They said only the full amount counts.", "我问能不能分期，对方说只收全款。",
                   "我問能不能分期，對方說只收全額。"),
    "heard-name": ("Would not say a name or staff number when asked twice.", "问了两次都不肯说姓名和工号。",
                   "問了兩次都不肯說姓名和工號。"),
    "heard-police": ("Said he was calling from the police economic crime office.", "自称是经侦大队的。", "自稱是經偵大隊的。"),
    "heard-ok": ("Calm call. She noted 500 this week, the rest after payday.", "这次比较客气，记下这周先还500，发工资后补齐。",
                 "這次比較客氣，記下這週先還500，發薪後補齊。"),
    "heard-bank": ("The bank asked whether I want to change the due date. Friendly.", "银行问我要不要改还款日，很客气。",
                   "銀行問我要不要改還款日，很客氣。"),
    "heard-flood": ("Seventh call today. I switched the phone off for an hour.", "今天第七个电话，我关机了一小时。",
                    "今天第七通電話，我關機了一小時。"),
    "sister-told": ("They told my sister how much I owe and that she should pay for me.", "他们把我欠多少告诉了姐姐，还让她替我还。",
                    "他們把我欠多少告訴了姊姊，還叫她替我還。"),
    "sister-again": ("My sister again, during her shift. She hung up.", "又打给姐姐，她在上班，挂断了。", "又打給姊姊，她在上班，掛斷了。"),
    "sister-night": ("My sister was called after ten in the evening.", "晚上十点多还打给姐姐。", "晚上十點多還打給姊姊。"),
    "lead-called": ("Mr Zhou took me aside: someone had called the office and asked for me by name.",
                    "周组长私下告诉我，有人打到公司点名找我。", "周組長私下告訴我，有人打到公司點名找我。"),
    "lead-again": ("The office number again. The front desk now knows the word “debt”.", "又打到公司前台，提到了“欠款”。",
                   "又打到公司總機，提到了「欠款」。"),
    "neighbour-asked": ("Two men asked Aunt Luo whether I live here and why.", "两个男人向罗阿姨打听我是不是住这儿，说我欠钱。",
                        "兩個男人向羅阿姨打聽我是不是住這裡，說我欠錢。"),
    "visit": (("Two men at the door for ten minutes. They knocked hard, did not show any card and put a note on the door. My "
              "sister was with me. They left when I said I would call the police."),
              "两个男人上门十分钟，用力敲门，没有出示证件，在门上贴了一张通知。姐姐也在。我说要报警，他们才走。",
              "兩個男人上門十分鐘，用力敲門，沒有出示證件，在門上貼了一張通知。姊姊也在。我說要報警，他們才離開。"),
    "place-home": ("At home", "家里", "家裡"),
    "chat-threat": ("“Shall I post your picture in your building's group? ¥{a}, now.”", "“要不要我把你的照片发到你们小区群？现在还{a}元。”",
                    "「要不要我把你的照片發到你們社區群組？現在還{a}元。」"),
    "chat-night": ("“Not asleep yet? Nor will you be.”", "“还没睡？你也别想睡了。”", "「還沒睡？你也別想睡了。」"),
    "chat-list": ("Sent me a picture of five names and numbers from my phone book.", "发来一张图，是我通讯录里五个人的名字和号码。",
                  "傳來一張圖，是我通訊錄裡五個人的名字和號碼。"),
    "chat-sister": ("A stranger wrote to my sister on WeChat: “Your sister hides from her debts.”", "有陌生人加姐姐微信说：“你妹妹欠债躲着不还。”",
                    "有陌生人加姊姊微信說：「你妹妹欠債躲著不還。」"),
    "chat-polite": ("Asked when I can pay. I answered with the plan from my letter.", "问我什么时候能还，我按信里的方案回复。",
                    "問我什麼時候能還，我按信裡的方案回覆。"),
    "letter-in": ("Paper letter titled “Lawyer's notice”, no firm, no stamp, no file number.",
                  "收到一封“律师通知书”，没有律所、印章和案号。", "收到一封「律師通知書」，沒有律所、印章和案號。"),
    "letter-stop": (("Asked the agency to stop calls to me, my family and my company, to write only, and to name the creditor "
                    "and the sum with its parts. Registered post."),
                    "要求停止致电本人、家人和单位，仅以书面联系，并说明债权人及金额明细。挂号信寄出。",
                    "要求停止致電本人、家人和公司，僅以書面聯繫，並說明債權人及金額明細。掛號信寄出。"),
    "letter-complaint": ("Complaint to the supervisor with the record so far.", "向监管部门投诉，附至今的记录。",
                         "向主管機關申訴，附至今的紀錄。"),
    "letter-hardship": ("Asked Beanpod for 24 instalments, with proof of wage.", "向豆荚申请分24期偿还，附工资证明。",
                        "向豆莢申請分24期償還，附薪資證明。"),
    "mail-answer": ("Beanpod's answer: “We will examine your request.” No figures.", "豆荚回复：“将核实您的诉求。”没有任何数字。",
                    "豆莢回覆：「將核實您的訴求。」沒有任何數字。"),
    "promise-500": ("500 this week", "这周还500元", "這週還500元"),
    "promise-1000": ("1,000 within two weeks", "两周内还1000元", "兩週內還1000元"),
    "promise-plan": ("500 each month", "每月还500元", "每月還500元"),
    "pay-late": ("Nine days late, wage came late.", "工资晚发，晚了九天。", "薪水晚發，晚了九天。"),
    "pay-half": ("What was left after rent.", "交完房租剩下的。", "繳完房租剩下的。"),
    "pay-promise": ("As promised on the phone.", "按电话里说的还了。", "按電話裡說的還了。"),
    "pay-short": ("Less than I had promised: the fridge instalment came first.", "比答应的少，先还了冰箱分期。",
                  "比答應的少，先還了冰箱分期。"),
    "method": ("bank transfer", "银行转账", "銀行轉帳"),
    "method-app": ("in the app", "App还款", "App還款"),
    "c-start": ("I begin this record today. The calls have started and I keep forgetting what was said.",
                "今天开始记录。电话越来越多，我总记不清说了什么。", "今天開始記錄。電話越來越多，我總記不清說了什麼。"),
    "c-overtime": ("From next month two evenings of extra work a week.", "下个月起每周加两晚的班。", "下個月起每週加兩晚的班。"),
    "c-sister": ("I was there and saw it. I wrote the time down on my phone at once. Xiaomei",
                 "我当时在场，马上在手机上记了时间。晓梅", "我當時在場，馬上在手機上記了時間。曉梅"),
    "c-quiet": ("Four quiet days after the letter arrived.", "信寄到后安静了四天。", "信寄到後安靜了四天。"),
    "c-again": ("It begins again, from new numbers.", "又开始了，换了新号码。", "又開始了，換了新號碼。"),
    "c-half": ("The card is more than two thirds paid. I had not noticed.", "信用卡分期已经还了三分之二还多，我都没发现。",
               "信用卡分期已經還了三分之二還多，我都沒發現。"),
    "c-lawyer": ("The advice centre says: keep everything, answer in writing, do not promise on the phone.",
                 "咨询中心说：全部留存，书面回复，电话里不要承诺。", "諮詢中心說：全部留存，書面回覆，電話裡不要承諾。"),
    "s-bad": ("Could not sleep, kept waiting for it to ring.", "睡不着，一直等电话响。", "睡不著，一直等電話響。"),
    "s-shame": ("I did not want to go to the office today.", "今天不想去上班。", "今天不想去上班。"),
    "s-better": ("Walked by the river with my sister.", "和姐姐去河边走了走。", "和姊姊去河邊走了走。"),
    "s-quiet": ("Slept through for the first time in weeks.", "几周来第一次睡整觉。", "幾週來第一次睡整夜。"),
    "s-fine": ("A normal week.", "普通的一周。", "平常的一週。"),
}

#: What the drawn attachments say, line by line. Chats: title, clock, then messages, the owner's own after ">".
PICTURES: Final = {
    "chat-1": (
        ("Collections 07\n21:48\nWe know where you live and which group your building has.\n[photo]\nShall I post your "
         "picture there? ¥1,895, now.\n>Please put everything in writing. What is your staff number?\nYou have ten minutes."),
        ("专员07\n21:48\n你住哪、你们小区群叫什么，我都知道。\n[photo]\n要不要我把你的照片发到你们小区群？现在还1,895元。\n"
         ">请书面联系我。您的工号是多少？\n给你十分钟。"),
        ("專員07\n21:48\n你住哪、你們社區群組叫什麼，我都知道。\n[photo]\n要不要我把你的照片發到你們社區群組？現在還1,895元。\n"
         ">請以書面聯繫我。您的工號是多少？\n給你十分鐘。")),
    "chat-2": (
        ("Unknown contact\n13:00\nAre you the sister?\n>Who is this?\nYour sister hides from her debts. You are family, so you can "
         "pay.\n>I owe you nothing. Do not write to me again.\nThen we ask at your work."),
        ("陌生联系人\n13:00\n你是她姐姐吧？\n>你是谁？\n你妹妹欠债躲着不还。一家人，你替她还。\n>我不欠你们钱，不要再联系我。\n"
         "那我们去你单位问问。"),
        ("陌生聯絡人\n13:00\n你是她姊姊吧？\n>你是誰？\n你妹妹欠債躲著不還。一家人，你替她還。\n>我不欠你們錢，不要再聯繫我。\n"
         "那我們去你公司問問。")),
    "sms": (
        "0755-8832 0147\n19:56\n" + MESSAGES["grey-court"][0].format(a="4,130"),
        "0755-8832 0147\n19:56\n" + MESSAGES["grey-court"][1].format(a="4,130"),
        "0755-8832 0147\n19:56\n" + MESSAGES["grey-court"][2].format(a="4,130")),
    "door-note": (
        ("NOTICE\nTo the person in 602:\nYou owe money and hide.\nWe were here today and shall come again tomorrow. Then the whole "
         "house will know why.\nCall 0755-8832 0148 at once."),
        "通知\n602住户：\n你欠钱不还，躲着不见。\n我们今天来过，明天再来，到时候整栋楼都知道为什么。\n马上联系 0755-8832 0148",
        "通知\n602住戶：\n你欠錢不還，躲著不見。\n我們今天來過，明天再來，到時候整棟樓都知道為什麼。\n馬上聯繫 0755-8832 0148"),
    "letter": (
        ("To Greyfinch Ridge Recovery\nContact in writing only; statement of the debt\nI am the borrower of contract BP-7190-0044 with "
         "Beanpod Quick Cash.\n1. Please stop calling me, my family and my workplace. Write to me at the address you have.\n2. Please "
         "name the creditor you act for and send your authority to act.\n3. Please send a statement of the sum, with principal, "
         "interest, fees and payments one by one.\nI mean to pay what is owed. I keep a record of every contact.\nYours sincerely"),
        ("灰雀岭催收：\n关于仅以书面方式联系及提供欠款明细的函\n本人系豆荚快贷合同 BP-7190-0044 的借款人。\n"
         "一、请停止致电本人、本人家人及工作单位，今后请以书面方式寄至贵司已有的地址。\n二、请说明委托贵司的债权人，并提供授权文件。\n"
         "三、请提供欠款明细，逐笔列明本金、利息、费用及已还款项。\n本人愿意偿还应还的款项，并对每次联系均作记录。\n此致"),
        ("灰雀嶺催收：\n關於僅以書面方式聯繫及提供欠款明細的函\n本人係豆莢快貸合約 BP-7190-0044 的借款人。\n"
         "一、請停止致電本人、本人家人及工作單位，今後請以書面方式寄至貴司已有的地址。\n二、請說明委託貴司的債權人，並提供授權文件。\n"
         "三、請提供欠款明細，逐筆列明本金、利息、費用及已還款項。\n本人願意償還應還的款項，並對每次聯繫均作紀錄。\n此致")),
    "registered": ("REGISTERED", "挂号信", "掛號信"),
}


def in_all(table: dict[str, tuple[str, str, str]], key: str, **fields: object) -> dict[str, str]:
    """One sentence in each language, fields filled in."""
    return {language: text.format(**fields) if fields else text
            for language, text in zip(LANGUAGES, table[key], strict=True)}
