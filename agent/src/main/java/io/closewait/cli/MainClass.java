package io.closewait.cli;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what a JVM runs in the arguments of its launcher, never the program's own arguments. */
final class MainClass {
  /** Options of the launcher whose value is the next argument, java(1). */
  private static final Set<String> WITH_VALUE =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "-cp",
                  "-classpath",
                  "--class-path",
                  "-p",
                  "--module-path",
                  "--upgrade-module-path",
                  "--add-modules",
                  "--add-reads",
                  "--add-exports",
                  "--add-opens",
                  "--limit-modules",
                  "--patch-module",
                  "--enable-native-access",
                  "--illegal-native-access",
                  "--sun-misc-unsafe-memory-access",
                  "--source")));

  private static final Set<String> BEFORE_MAIN =
      Collections.unmodifiableSet(new HashSet<>(Arrays.asList("-jar", "-m", "--module")));

  private MainClass() {}

  /** The main class, jar, module or source file; the executable if none is to be seen. */
  static String of(List<String> commandLine) {
    for (int i = 1; i < commandLine.size(); i++) {
      String argument = commandLine.get(i);
      if (WITH_VALUE.contains(argument)) {
        i++;
      } else if (isMain(argument, commandLine.get(i - 1))) {
        return argument;
      }
    }
    return commandLine.isEmpty() ? "?" : commandLine.get(0);
  }

  private static boolean isMain(String argument, String previous) {
    return BEFORE_MAIN.contains(previous)
        || !(argument.isEmpty() || argument.startsWith("-") || argument.startsWith("@"));
  }
}
