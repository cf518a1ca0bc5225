FORMAT="csv"; TITLE=""
def sniff(head,name): return False
