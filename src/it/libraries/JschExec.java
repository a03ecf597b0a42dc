import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.AcceptAllPasswordAuthenticator;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;

/** Starts a command and reads its output, or not, before the server goes down. */
final class JschExec {
  public static void main(String[] args) throws Exception {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
    server.setPasswordAuthenticator(AcceptAllPasswordAuthenticator.INSTANCE);
    server.setCommandFactory(new ProcessShellCommandFactory());
    server.start();
    Session session = new JSch().getSession("me", "127.0.0.1", server.getPort());
    session.setPassword("secret");
    session.setConfig("StrictHostKeyChecking", "no");
    session.connect(); // named
    ChannelExec command = (ChannelExec) session.openChannel("exec");
    command.setCommand("head -c 100000 /dev/zero");
    InputStream output = command.getInputStream();
    command.connect();
    if (Variant.isHealthy(args)) {
      drain(output);
    } else {
      awaitFull();
    }
    server.getActiveSessions().get(0).sendIgnoreMessage(new byte[100]).verify(20_000);
    server.stop(true);
    Variant.keep(session, command, output);
  }

  private static void drain(InputStream in) throws Exception {
    byte[] buffer = new byte[10_000];
    while (in.read(buffer) >= 0) {}
  }

  /** Returns when the session's thread waits for room for the rest of the output. */
  private static void awaitFull() throws InterruptedException {
    while (Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .noneMatch(frame -> frame.getMethodName().equals("awaitSpace"))) {
      Thread.sleep(10);
    }
  }
}
