"""What stands on the buttons of a message that is to be answered, and above them. At most 20 characters a button."""

from phrom.core.values.source import Bilingual

ABOVE = Bilingual(th="กดปุ่มเพื่อตอบ", en="Press a button to answer")
ACKNOWLEDGE = Bilingual(th="รับทราบ", en="Acknowledge")
REFUSE = Bilingual(th="มาไม่ได้", en="Cannot come")
