package io.closewait.options;

/** Writes all options as a table in Markdown. */
final class OptionsTable {
  private OptionsTable() {}

  static String markdown() {
    StringBuilder table = new StringBuilder();
    table.append(
        "| Agent argument | System property | Environment | Value | Default | Meaning |\n");
    table.append("|---|---|---|---|---|---|\n");
    for (Option option : Option.values()) {
      table.append("| `").append(option.key());
      table.append("` | `").append(option.property());
      table.append("` | `").append(option.variable());
      table.append("` | ").append(option.form());
      table.append(" | `").append(option.standard());
      table.append("` | ").append(option.text()).append(" |\n");
    }
    return table.toString();
  }
}
