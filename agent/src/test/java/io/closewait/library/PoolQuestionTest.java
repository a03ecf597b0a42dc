package io.closewait.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolQuestionTest {
  private static final String CLASS = PoolQuestionTest.class.getName() + "$Pool";

  private final Library library = new Library("Acme", 0);

  /** What a pool of a library looks like. */
  public static class Pool {
    public Stats getStats() {
      return new Hidden();
    }

    public int getAll() {
      return 7;
    }

    public long getIdle() {
      return 3;
    }

    public Object getFactory() {
      return new StringBuilder();
    }

    public Object getNothing() {
      return null;
    }

    Stats getOwn() {
      return new Hidden();
    }

    public int getBroken() {
      throw new IllegalStateException("broken");
    }
  }

  /** A public interface of a class that is not. */
  public interface Stats {
    Integer getLeased();
  }

  private static final class Hidden implements Stats {
    @Override
    public Integer getLeased() {
      return 5;
    }
  }

  private static final class Special extends Pool {}

  @Test
  void asksForWhatIsTakenAndIdle() throws Exception {
    PoolUse use =
        new PoolQuestion("any leased=getStats.getLeased idle=getIdle").ask(new Special(), library);

    assertThat(use.library()).isEqualTo("Acme");
    assertThat(use.leased()).hasValue(5);
    assertThat(use.idle()).isEqualTo(3);
  }

  @Test
  void asksAlsoByAMethodThatIsNotPublic() throws Exception {
    PoolUse use =
        new PoolQuestion("any leased=getOwn.getLeased idle=getIdle").ask(new Special(), library);

    assertThat(use.leased()).hasValue(5);
  }

  @Test
  void ofAllThoseThatAreNotIdleAreTaken() throws Exception {
    PoolUse use = new PoolQuestion("any all=getAll idle=getIdle").ask(new Pool(), library);

    assertThat(use.leased()).hasValue(4);
  }

  @Test
  void namesTheFactory() throws Exception {
    String counts = "any all=getAll idle=getIdle";

    assertThat(new PoolQuestion(counts + " factory=getFactory").factory(new Pool()))
        .isEqualTo("java.lang.StringBuilder");
    assertThat(new PoolQuestion(counts + " factory=getNothing").factory(new Pool())).isNull();
    assertThat(new PoolQuestion(counts).factory(new Pool())).isNull();
  }

  @ParameterizedTest
  @CsvSource({"getMissing", "getBroken", "getNothing", "getNothing.getMore", "getFactory"})
  void saysThatAPoolDoesNotAnswer(String method) {
    PoolQuestion question = new PoolQuestion("any all=getAll idle=" + method);

    assertThatThrownBy(() -> question.ask(new Pool(), library))
        .isInstanceOf(ReflectiveOperationException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a.Pool, it takes idle= and one of leased= and all=",
    "a.Pool leased=x, it takes idle= and one of leased= and all=",
    "a.Pool idle=x leased=y all=z, it takes idle= and one of leased= and all=",
    "a.Pool idle=x most=y, 'most' is none of",
    "a.Pool idle, 'idle' is none of"
  })
  void namesWhatMakesNoSense(String line, String message) {
    assertThatThrownBy(() -> new PoolQuestion(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void isFoundByTheClassOfThePoolOrOneItExtends() throws Exception {
    Libraries libraries =
        Libraries.read(
            new StringReader("library A\nframes a.\nasks " + CLASS + " all=getAll idle=getIdle\n"));

    assertThat(libraries.question(new Pool())).isNotNull();
    assertThat(libraries.question(new Special())).isSameAs(libraries.question(new Pool()));
    assertThat(libraries.question("no pool")).isNull();
  }
}
