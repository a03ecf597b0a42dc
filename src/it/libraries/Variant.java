import java.util.Scanner;

/** How a program is told what to do, and tells that it has done it. */
final class Variant {
  private Variant() {}

  /** Whether this run is the one that forgets its close. */
  static boolean leaks(String[] args) {
    return args[0].equals("leak");
  }

  /** Whether this run does all that it should. */
  static boolean isHealthy(String[] args) {
    return !leaks(args);
  }

  /** Says that all is done, and keeps these things reachable until it is told to end. */
  static void keep(Object... things) {
    System.out.println("ready");
    Scanner stdin = new Scanner(System.in);
    while (stdin.hasNextLine() && !stdin.nextLine().equals("exit")) {}
    System.exit(things.length < 0 ? 1 : 0);
  }
}
