package io.closewait.options;

/** Writes all options as a table in Markdown. */
final class OptionsTable {
  private OptionsTable() {}

  /**
   * @param pages where the pages are, as seen from the page with the table
   */
  static String markdown(String pages) {
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
      table
          .append("` | ")
          .append(option.text().replace("src/site/markdown/", pages))
          .append(" |\n");
    }
    return table.toString();
  }
}
