package io.closewait.report;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Holder;
import io.closewait.diagnosis.Shortage;
import io.closewait.kernel.DescriptorKind;
import io.closewait.kernel.Descriptors;
import io.closewait.tcp.TcpState;
import java.util.Map;

/** One sentence about the descriptors of the process; a line of printable ASCII each. */
final class Headlines {
  private Headlines() {}

  /** That few or no descriptors are left; empty while there are enough. */
  static String shortage(Diagnosis diagnosis) {
    Shortage shortage = diagnosis.shortage();
    if (shortage == null) {
      return "";
    }
    return (shortage.refused() ? "out of descriptors, " : "few descriptors are left, ")
        + used(diagnosis.descriptors())
        + " are open";
  }

  /** As {@link #shortage}, how soon there will be none, and which line holds the most. */
  static String alarm(Diagnosis diagnosis) {
    Shortage shortage = diagnosis.shortage();
    StringBuilder text = new StringBuilder(shortage(diagnosis));
    if (shortage != null && !shortage.refused()) {
      text.append(", ").append(trend(diagnosis.descriptors()));
    }
    if (shortage == null || shortage.holders().isEmpty()) {
      return text.append("; no socket is known to hold one").toString();
    }
    Holder most = shortage.holders().get(0);
    return text.append("; most of the known sockets were opened by ")
        .append(Printable.of(most.site().frame()))
        .append(" (")
        .append(sockets(most))
        .append(')')
        .toString();
  }

  /** {@code 250 of 256}. */
  static String used(Descriptors descriptors) {
    String open =
        descriptors.open().isPresent() ? Long.toString(descriptors.open().getAsLong()) : "all";
    return descriptors.limit().isPresent() ? open + " of " + descriptors.limit().getAsLong() : open;
  }

  /** How fast they grow, and when none is left. */
  static String trend(Descriptors descriptors) {
    String growth = Quantity.growth(descriptors.growthPerHour(), "an hour");
    return descriptors.exhaustedInSeconds().isPresent()
        ? growth
            + ", none left in "
            + Quantity.duration(descriptors.exhaustedInSeconds().getAsLong() * 1000)
        : growth;
  }

  /** {@code 240 sockets, 12 files, 4 others}; empty if that is not known. */
  static String kinds(Descriptors descriptors) {
    StringBuilder text = new StringBuilder(40);
    for (Map.Entry<DescriptorKind, Integer> kind : descriptors.kinds().entrySet()) {
      text.append(text.length() == 0 ? "" : ", ");
      text.append(Quantity.of(kind.getValue(), kind.getKey().text()));
    }
    return text.toString();
  }

  /** {@code 200 sockets: 180 CLOSE_WAIT, 20 ESTABLISHED}. */
  static String sockets(Holder holder) {
    StringBuilder text = new StringBuilder(Quantity.of(holder.count(), "socket"));
    String separator = ": ";
    for (Map.Entry<TcpState, Integer> state : holder.states().entrySet()) {
      text.append(separator).append(state.getValue()).append(' ').append(state.getKey().name());
      separator = ", ";
    }
    return text.toString();
  }
}
