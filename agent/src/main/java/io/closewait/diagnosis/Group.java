package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.EndOfStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judgements of one fingerprint and severity, which make one leak. */
final class Group {
  private static final Comparator<Judgement> OLDEST_FIRST =
      Comparator.comparingLong(Judgement::since).thenComparingLong(f -> f.connection().id());

  private final String fingerprint;
  private final List<Judgement> judgements = new ArrayList<>();

  Group(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  void add(Judgement judgement) {
    judgements.add(judgement);
  }

  /** The leak that they make; there must be one judgement at least. */
  Leak leak(Figures figures) {
    judgements.sort(OLDEST_FIRST);
    List<Judgement> agreeing = agreeing(verdict());
    Judgement oldest = agreeing.get(0);
    Opener opener = oldest.opener();
    Site site = opener();
    Site endOfStream = endOfStream();
    List<LeakedConnection> connections = new ArrayList<>();
    for (Judgement judgement : judgements) {
      connections.add(judgement.leaked());
    }
    return new Leak.Builder(fingerprint, oldest.verdict(), connections)
        .reason(Advice.reason(oldest, agreeing.size(), judgements.size()))
        .remedy(Advice.remedy(oldest, site, endOfStream))
        .library(opener == null ? null : opener.library().name())
        .growthPerMinute(figures.growthPerMinute(connections))
        .remotes(Figures.remotes(connections))
        .site(site)
        .endOfStream(endOfStream)
        .build();
  }

  /** The most frequent verdict, of equally frequent ones the first declared. */
  private Verdict verdict() {
    List<Verdict> verdicts = new ArrayList<>();
    for (Judgement judgement : judgements) {
      verdicts.add(judgement.verdict());
    }
    Collections.sort(verdicts);
    return mostFrequent(verdicts);
  }

  private List<Judgement> agreeing(Verdict verdict) {
    List<Judgement> agreeing = new ArrayList<>();
    for (Judgement judgement : judgements) {
      if (judgement.verdict() == verdict) {
        agreeing.add(judgement);
      }
    }
    return agreeing;
  }

  /** The call site that opened most of them, in the thread of the oldest from there. */
  private Site opener() {
    List<CallSite> sites = new ArrayList<>();
    for (Judgement judgement : judgements) {
      sites.add(judgement.connection().site());
    }
    CallSite site = mostFrequent(sites);
    Judgement first = judgements.get(sites.indexOf(site));
    return site(first.connection().origin().text(), site.frames(), first.connection().thread());
  }

  /** Where most of them were read to the end; null if none was. */
  private @Nullable Site endOfStream() {
    List<EndOfStream> ends = new ArrayList<>();
    List<CallSite> sites = new ArrayList<>();
    for (Judgement judgement : judgements) {
      EndOfStream end = judgement.connection().endOfStream();
      if (end != null) {
        ends.add(end);
        sites.add(end.site());
      }
    }
    if (sites.isEmpty()) {
      return null;
    }
    CallSite site = mostFrequent(sites);
    return site("eof", site.frames(), ends.get(sites.indexOf(site)).thread());
  }

  static Site site(String kind, List<StackTraceElement> frames, String thread) {
    List<String> stack = new ArrayList<>();
    for (StackTraceElement frame : Frames.outsideSockets(frames)) {
      stack.add(Frames.render(frame));
    }
    List<StackTraceElement> owned = Frames.owned(frames);
    String frame;
    if (!owned.isEmpty()) {
      frame = Frames.render(owned.get(0));
    } else {
      frame = stack.isEmpty() ? "(no stack)" : stack.get(0);
    }
    return new Site(kind, frame, thread, stack);
  }

  /** The most frequent element, of equally frequent ones the first in the list. */
  private static <T> T mostFrequent(List<T> elements) {
    Map<T, Integer> counts = new LinkedHashMap<>();
    T most = elements.get(0);
    for (T element : elements) {
      counts.merge(element, 1, Integer::sum);
    }
    for (Map.Entry<T, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > counts.getOrDefault(most, 0)) {
        most = entry.getKey();
      }
    }
    return most;
  }
}
