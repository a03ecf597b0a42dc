package io.closewait.it;

/** Prints what a test of a cost has measured: the documentation quotes it. */
final class Figures {
  private Figures() {}

  /** One line on stdout, which begins with the test's name and the JDK. */
  static void print(Object test, Jdk jdk, String measured) {
    System.out.println(test.getClass().getSimpleName() + " " + jdk + ": " + measured);
  }
}
