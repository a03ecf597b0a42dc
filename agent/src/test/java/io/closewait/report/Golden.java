package io.closewait.report;

import io.closewait.diagnosis.Diagnosis;
import java.nio.file.Path;
import java.util.Locale;

/** The diagnoses whose whole reports are kept, to be compared. */
enum Golden {
  NO_LEAK(Samples.noLeak()),
  FINDINGS(Samples.findings()),
  EOF_IGNORED(Samples.eofIgnored()),
  MIX(Samples.mix()),
  NOT_ACCEPTED(Samples.notAccepted()),
  OUT_OF_DESCRIPTORS(Samples.outOfDescriptors(true)),
  KERNEL_OFF(Samples.kernelOff()),
  STUCK_SELECTOR(Samples.stuckSelector());

  static final Path DIRECTORY = Path.of("src/test/resources/io/closewait/report");

  final Diagnosis diagnosis;

  Golden(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  /** The kept report, such as {@code no-leak.json}. */
  Path file(String extension) {
    return DIRECTORY.resolve(name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + extension);
  }
}
