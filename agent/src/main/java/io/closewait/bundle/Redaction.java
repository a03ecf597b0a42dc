package io.closewait.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces addresses, host names and users of hosts in texts, each by one alias in all of them;
 * ports stay. An alias tells what it was, such as {@code private-3}. Wildcard addresses stay.
 */
public final class Redaction {
  private static final Pattern FOUR =
      Pattern.compile("(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.])");

  private static final Pattern SIX =
      Pattern.compile("(?<![\\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\\w:.])");

  /**
   * One name or several; what follows a comma and has no dot, port or digit is a word of a text.
   */
  private static final String LIST =
      "([\\w.-]+(?::\\d+)?(?:,(?=[^,\\s]*[.:\\d])[\\w.-]+(?::\\d+)?)*)";

  private static final Pattern PORT = Pattern.compile(":\\d+$");

  /** A user, and a password perhaps, in a URL; not where they are masked. */
  private static final Pattern URL_USER = Pattern.compile("://([^/@\\s\"*]+)@");

  /** A user and the host; in the brackets of a frame they are a module and its version. */
  private static final Pattern USER_AT_HOST =
      Pattern.compile(
          "(?<![\\w.%+-])(?!(?<=\\()[\\w.]+@[\\w.+-]+/)"
              + "([\\w.%+-]+)@([A-Za-z][\\w-]*(?:\\.[\\w-]+)+)");

  /**
   * Where host names stand: in a URL, before a port, in brackets too unless they are a frame's, and
   * as the value of a telling property.
   */
  private static final Pattern[] NAMES = {
    Pattern.compile("://(?:[^/@\\s\"]+@)?" + LIST),
    Pattern.compile(
        "(?<![\\w.$/]|(?<![)}])-)(?!(?<=\\()(?<=\\.[\\w$<>]{1,99}\\())"
            + "([A-Za-z][\\w-]*(?:\\.[\\w-]+)*):\\d{2,5}(?!\\d)"),
    Pattern.compile(
        "(?i)-D[\\w.-]*(?:host|server|address|endpoint|broker|peer|node)[\\w.-]*=" + LIST)
  };

  /** What looks like one of these and is none. */
  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?i)[^a-z].*|localhost|true|false|null|none|.*\\.(java|kt|scala|groovy|jar)");

  private static final String HOST = "host";
  private static final String USER = "user";

  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /**
   * Finds what is to be replaced.
   *
   * @param texts where every address and name occurs
   * @param names host names that are known beforehand
   * @param kept what looks like an address and is none, such as a version
   */
  public Redaction(Collection<String> texts, Collection<String> names, Collection<String> kept) {
    for (String name : names) {
      alias(name, HOST);
    }
    for (String text : texts) {
      for (Matcher address = FOUR.matcher(text); address.find(); ) {
        if (!kept.contains(address.group())) {
          alias(address.group(), kind(address.group()));
        }
      }
      for (Matcher address = SIX.matcher(text); address.find(); ) {
        if (isSix(address.group())) {
          alias(address.group(), kind(address.group()));
        }
      }
      for (Matcher found = URL_USER.matcher(text); found.find(); ) {
        for (String each : found.group(1).split(":", -1)) {
          alias(each, USER);
        }
      }
      for (Matcher found = USER_AT_HOST.matcher(text); found.find(); ) {
        alias(found.group(1), USER);
        alias(found.group(2), HOST);
      }
      for (Pattern pattern : NAMES) {
        for (Matcher found = pattern.matcher(text); found.find(); ) {
          aliasEach(found.group(1));
        }
      }
    }
  }

  private void aliasEach(String list) {
    for (String each : list.split(",", -1)) {
      String name = PORT.matcher(each).replaceFirst("");
      if (!NO_NAME.matcher(name).matches()) {
        alias(name, HOST);
      }
    }
  }

  private void alias(String original, String kind) {
    if (!original.isEmpty() && !kind.isEmpty() && !aliases.containsKey(original)) {
      aliases.put(original, kind + "-" + counts.merge(kind, 1, Integer::sum));
    }
  }

  /** Eight groups, or fewer with one gap. */
  private static boolean isSix(String text) {
    int gap = text.indexOf("::");
    return gap < 0
        ? text.split(":", -1).length == 8 && !text.startsWith(":") && !text.endsWith(":")
        : text.indexOf("::", gap + 1) < 0;
  }

  /** Empty for an address that says nothing. */
  private static String kind(String address) {
    if (address.equals("0.0.0.0") || address.equals("::")) {
      return "";
    }
    if (address.startsWith("127.") || address.equals("::1")) {
      return "loopback";
    }
    return address.matches("10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|(?i)f[cde].*")
        ? "private"
        : "public";
  }

  /** The text with every address and name replaced by its alias. */
  public String apply(String text) {
    if (aliases.isEmpty()) {
      return text;
    }
    StringBuffer redacted = new StringBuffer(text.length());
    Matcher original = any().matcher(text);
    while (original.find()) {
      original.appendReplacement(redacted, aliases.get(original.group()));
    }
    return original.appendTail(redacted).toString();
  }

  /** Any original that is no part of a longer word, nor a field's name; the longest first. */
  private Pattern any() {
    List<String> originals = new ArrayList<>(aliases.keySet());
    originals.sort((one, other) -> other.length() - one.length());
    StringBuilder all = new StringBuilder();
    for (String original : originals) {
      String alias = aliases.getOrDefault(original, "");
      boolean name = alias.startsWith(HOST) || alias.startsWith(USER);
      all.append(all.length() == 0 ? "" : "|");
      all.append(name ? "(?<![\\w.]|(?<![)}])-)" : "(?<![\\w.])");
      all.append(Pattern.quote(original)).append(name ? "(?![\\w-]|\\.\\w|\":)" : "(?!\\w|\\.\\w)");
    }
    return Pattern.compile(all.toString());
  }
}
