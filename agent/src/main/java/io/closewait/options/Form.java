package io.closewait.options;

/** What the values of an option look like; needed where somebody gave one. Immutable. */
abstract class Form {
  /** The value that switches an option off. */
  static final String NOTHING = "none";

  private final String text;

  Form(String text) {
    this.text = text;
  }

  /** Names the valid values, to follow "must be". */
  final String text() {
    return text;
  }

  abstract boolean accepts(String value);

  static Form of(Option option) {
    switch (option) {
      case ENABLED:
        return new Choice("true", "false");
      case THRESHOLD:
        return new Span(0, 24 * 3_600_000L, "0s to 24h");
      case INTERVAL:
        return new Span(10, 3_600_000L, "10ms to 1h");
      case REPORT:
        return new Ending(".txt", ".json", ".html");
      case STACK_DEPTH:
        return new Count(1, 1024);
      case KERNEL:
        return new Choice("auto", "tcp_info", "proc", "off");
      case ALERTS:
        return new Choice("stderr", "slf4j", "jul", "none");
      case HTTP:
        return new ListeningAddress();
      case HTTP_TOKEN:
        return new Token(16);
    }
    throw new AssertionError(option);
  }

  /** {@code `a`, `b` or `c`}. */
  private static String list(String[] words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      if (i > 0) {
        text.append(i == words.length - 1 ? " or " : ", ");
      }
      text.append(words[i]);
    }
    return text.toString();
  }

  /** One of some words. */
  private static final class Choice extends Form {
    private final String[] words;

    Choice(String... words) {
      super(list(words));
      this.words = words;
    }

    @Override
    boolean accepts(String value) {
      for (String word : words) {
        if (word.equals(value)) {
          return true;
        }
      }
      return false;
    }
  }

  /** A whole number of a unit, within bounds in milliseconds; the text names them. */
  private static final class Span extends Form {
    private final long least;
    private final long most;

    Span(long least, long most, String bounds) {
      super("a whole number with a unit (ms, s, m or h), " + bounds);
      this.least = least;
      this.most = most;
    }

    @Override
    boolean accepts(String value) {
      long millis = Durations.parse(value);
      return millis != Durations.INVALID && least <= millis && millis <= most;
    }
  }

  private static final class Count extends Form {
    private final int least;
    private final int most;

    Count(int least, int most) {
      super("a whole number from " + least + " to " + most);
      this.least = least;
      this.most = most;
    }

    @Override
    boolean accepts(String value) {
      long number = Durations.digits(value, value.length());
      return number != Durations.INVALID && least <= number && number <= most;
    }
  }

  /** A file with one of the endings, or {@code none}. */
  private static final class Ending extends Form {
    private final String[] endings;

    Ending(String... endings) {
      super("a file that ends with " + list(endings) + ", or none");
      this.endings = endings;
    }

    @Override
    boolean accepts(String value) {
      if (value.equals(NOTHING)) {
        return true;
      }
      for (String ending : endings) {
        if (value.endsWith(ending) && value.length() > ending.length()) {
          return true;
        }
      }
      return false;
    }
  }

  /** Where to listen, or {@code none}. */
  private static final class ListeningAddress extends Form {
    ListeningAddress() {
      super("[host:]port with a port from 0 to 65535, or none");
    }

    @Override
    boolean accepts(String value) {
      return value.equals(NOTHING) || Address.parse(value) != null;
    }
  }

  /**
   * A secret of at least so many characters, which need no quoting in a header, or {@code none}.
   */
  private static final class Token extends Form {
    private static final String MARKS = "-._~+/=";

    private final int least;

    Token(int least) {
      super("at least " + least + " letters, digits or " + MARKS + " without a space, or none");
      this.least = least;
    }

    @Override
    boolean accepts(String value) {
      if (value.equals(NOTHING)) {
        return true;
      }
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (!letter && !(c >= '0' && c <= '9') && MARKS.indexOf(c) < 0) {
          return false;
        }
      }
      return value.length() >= least;
    }
  }
}
