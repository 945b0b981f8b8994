#include "base/utf8.h"
#include "summarize/plan.h"

/*
 * Byte-pair vocabularies make about one token of four English letters, of two
 * letters of another alphabet, and of a little less than one Han or Kana letter.
 * Hundredths of a token, rounded up.
 */
enum { ASCII_BYTE = 27, OTHER_LETTER = 55, UNSPACED_LETTER = 130 };

int smz_tokens(smz_str s)
{
    uint64_t hundredths = 0;

    for (size_t at = 0; at < s.len;) {
        if ((unsigned char)s.ptr[at] < 0x80) {
            hundredths += ASCII_BYTE;
            at++;
        } else {
            uint32_t cp = smz_utf8_next(s, &at);

            hundredths += smz_cp_is_unspaced(cp) ? UNSPACED_LETTER : OTHER_LETTER;
        }
    }
    hundredths = (hundredths + 99) / 100;
    return hundredths > INT32_MAX ? INT32_MAX : (int)hundredths;
}

int smz_answer_tokens(int words)
{
    enum { PER_WORD = 2, FRAME = 120 };

    return words * PER_WORD + FRAME;
}
