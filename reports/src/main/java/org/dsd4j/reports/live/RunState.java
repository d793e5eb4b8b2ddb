package org.dsd4j.reports.live;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an arm is doing. Running ones come first where arms are listed. */
enum RunState {
  /** Events keep coming. */
  RUNNING,
  /** It has begun, has no result, and nothing was written for a long time. */
  STALLED,
  /** Other seeds of the row have this arm; this one has not begun it. */
  WAITING,
  /** Loss or gradients stopped being finite. */
  DIVERGED,
  /** It was left out, for a reason that its result names. */
  NOT_RUN,
  /** It has its figures. */
  FINISHED;

  /** The display name and for style sheets: small letters, words joined by a hyphen. */
  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
