package io.closewait.cli;

/** Why a command cannot be done: one line for its user that names the input and the remedy. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  Refusal(String line) {
    super(line);
  }

  /** The line. */
  String line() {
    return String.valueOf(getMessage());
  }
}
