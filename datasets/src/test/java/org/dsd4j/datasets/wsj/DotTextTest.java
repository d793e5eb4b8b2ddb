package org.dsd4j.datasets.wsj;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          The firm said ,COMMA it won .PERIOD                | the firm said comma it won period
          a [loud_breath] deep [<door_slam] cut [hum/] a [/hum] | a deep cut a
          he paused . then ~                                 | he paused then
          <and> the *Yeltsin* plan                           | and the yeltsin plan
          "DOUBLE-QUOTE yes "CLOSE-QUOTE                     | double quote yes close quote
          \\(LEFT-PAREN one \\)RIGHT-PAREN                   | left paren one right paren
          ten %PERCENT of it --DASH now                      | ten percent of it dash now
          semi ;SEMI-COLON two :COLON -HYPHEN ...ELLIPSIS    | semi semi colon two colon hyphen ellipsis
          'SINGLE-QUOTE 'tis rock 'n' roll                   | single quote 'tis rock 'n' roll
          A\\. B\\. M\\. and Mr\\. Dow's                     | a b m and mr dow's
          th(is)- no ac(tual)- word                          | th no ac word
          lo:ng and ve!ry good                               | long and very good
          high-yield, &AMPERSAND ?QUESTION-MARK /SLASH       | high yield ampersand question mark slash
          [noise]                                            | ``
          """)
  void keepsWhatIsHeard(String detailed, String plain) {
    assertEquals(plain, DotText.plain(detailed));
  }
}
