"""Writing a letter: choices and questions beside the real page, saved as a file, logged when it was sent.

``page`` the page · ``choices`` what letter to whom · ``blanks`` what the case does not know · ``sent_sheet`` logs it
"""
